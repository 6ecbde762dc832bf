using ReAgent.Client.Experiments;

namespace ReAgent.Client.Clusters;

/// <summary>Calls that get over the loss of the silo that they went to. For what may be asked twice only.</summary>
internal static class ClusterCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Calls, again and again for half a minute, until there is an answer or an error that will not pass.</summary>
    public static async Task<T> Insist<T>(Func<Task<T>> call, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().WaitAsync(cancellationToken);
            }
            catch (Exception exception) when (ExperimentWatch.IsPassing(exception) && time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc cref="Insist{T}"/>
    public static Task Insist(Func<Task> call, TimeProvider time, CancellationToken cancellationToken) => Insist(
        async () =>
        {
            await call();
            return true;
        },
        time,
        cancellationToken);
}
