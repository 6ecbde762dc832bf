namespace ReAgent.Client.Clusters.Local;

/// <summary>Keeps the silos of a cluster on this machine running.</summary>
/// <param name="launcher">Starts silos.</param>
/// <param name="cluster">What the cluster is made of.</param>
/// <param name="watcher">Hears what happens.</param>
/// <param name="time">Clock.</param>
internal sealed class Supervisor(ISiloLauncher launcher, ClusterPlan cluster, ISupervisorWatcher watcher, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A silo that ran so long has got over what ended it before.
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts the silos, starts again those that end, and stops all when asked to.</summary>
    /// <param name="ready">Called once, when every silo takes clients.</param>
    /// <param name="stop">Set when the cluster is to stop.</param>
    /// <returns>True when the cluster was stopped; false when it could not be started or kept up.</returns>
    public async Task<bool> Run(Action ready, CancellationToken stop)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var up = cluster.Silos.Select(_ => new TaskCompletionSource()).ToArray();

        // The first prepares the database for all.
        var first = Keep(0, up[0], giveUp);
        await Task.WhenAny(up[0].Task, first);
        var others = Enumerable.Range(1, cluster.Silos.Length - 1).Select(index => Keep(index, up[index], giveUp)).ToArray();
        var allUp = Task.WhenAll(up.Select(silo => silo.Task));
        var ended = Task.WhenAll([first, .. others]);
        if (await Task.WhenAny(allUp, ended) == allUp && !giveUp.IsCancellationRequested)
        {
            ready();
        }

        var outcomes = await ended;
        return outcomes.All(stopped => stopped);
    }

    // True when it was asked to stop, false when there is no use in starting it.
    private async Task<bool> Keep(int index, TaskCompletionSource up, CancellationTokenSource giveUp)
    {
        var silo = cluster.Silos[index];
        var failures = 0;
        while (!giveUp.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var process = launcher.Start(cluster, silo);
            await using var stopping = giveUp.Token.Register(process.Stop);
            if (await ComesUp(silo, process, giveUp.Token))
            {
                watcher.Up(silo, process.Id);
                up.TrySetResult();
            }

            var code = await process.Ended;
            if (giveUp.IsCancellationRequested)
            {
                watcher.Stopped(silo, code);
                return true;
            }

            if (code == SiloEnd.WrongSettings)
            {
                watcher.Ended(silo, code, null);
                await giveUp.CancelAsync();
                return false;
            }

            failures = time.GetElapsedTime(started) > Healthy ? 1 : failures + 1;
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestPause.TotalSeconds));
            watcher.Ended(silo, code, pause);
            await Task.Delay(pause, time, giveUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private async Task<bool> ComesUp(SiloPlan silo, ISiloProcess process, CancellationToken stop)
    {
        while (!process.Ended.IsCompleted && !stop.IsCancellationRequested)
        {
            if (launcher.IsUp(silo))
            {
                return true;
            }

            await Task.WhenAny(process.Ended, Task.Delay(Look, time, stop));
        }

        return false;
    }
}
