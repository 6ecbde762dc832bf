using Orleans.Runtime;
using ReAgent.Client.Views;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Experiments;

/// <summary>Starts an experiment, follows it to its end, and passes on the wish to stop.</summary>
internal sealed class ExperimentRun(IExperimentHost host, IRunView view, TimeProvider time)
{
    private const int WatchAttempts = 5;

    private ExperimentStatus? _last;

    /// <summary>Runs the experiment.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="started">When the command started, from the same <see cref="TimeProvider"/>.</param>
    /// <param name="stop">Set when the user wants to stop: the experiment is asked to, and followed until it has.</param>
    /// <exception cref="InvalidOperationException">The experiment is running with another spec.</exception>
    public async Task<RunResult> Execute(RunRequest request, long started, CancellationToken stop)
    {
        var experiment = host.Experiment(request.Spec.Name);
        _last = await experiment.Start(request.Spec, CancellationToken.None);
        var stopping = Task.CompletedTask;
        await using (stop.Register(() => stopping = Stop(experiment)))
        {
            await view.Follow(Standing(experiment));
        }

        await stopping;
        return new RunResult(_last, time.GetElapsedTime(started));
    }

    private async Task Stop(IExperimentGrain experiment)
    {
        view.Stopping();
        await experiment.Cancel();
    }

    private async IAsyncEnumerable<ExperimentStatus> Standing(IExperimentGrain experiment)
    {
        yield return _last!;
        var attempts = 0;
        while (_last!.State == ExperimentState.Running)
        {
            var news = experiment.Watch(_last.Version, CancellationToken.None).GetAsyncEnumerator();
            await using (news)
            {
                while (await Next(news))
                {
                    attempts = 0;
                    _last = news.Current;
                    yield return _last;
                }
            }

            if (_last.State == ExperimentState.Running && ++attempts == WatchAttempts)
            {
                throw new InvalidOperationException($"The experiment '{_last.Spec?.Name}' cannot be followed: it was asked {WatchAttempts} times, without news.");
            }
        }
    }

    // A watch may be lost, with the activation that it was on; the experiment goes on, and is asked again.
    private static async Task<bool> Next(IAsyncEnumerator<ExperimentStatus> news)
    {
        try
        {
            return await news.MoveNextAsync();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or EnumerationAbortedException)
        {
            return false;
        }
    }
}
