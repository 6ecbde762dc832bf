using ReAgent.Client.Experiments;
using ReAgent.Client.Views;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Results;

/// <summary>Runs every experiment of a suite with every seed, a few at a time. What has come to its end before is not run again.</summary>
/// <param name="host">Where experiments live.</param>
/// <param name="atOnce">How many run at once.</param>
/// <param name="time">The clock.</param>
internal sealed class ResultsRun(IExperimentHost host, int atOnce, TimeProvider time)
{
    /// <summary>Told of each result as it comes, with how many there are and how many there will be. Calls do not overlap.</summary>
    public required Action<SeedResult, int, int> Finished { get; init; }

    /// <summary>Told of each experiment that failed. Calls do not overlap.</summary>
    public required Action<string, string> Failed { get; init; }

    /// <summary>Runs them.</summary>
    /// <returns>How many failed.</returns>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public async Task<int> Execute(IReadOnlyList<(ResultsExperiment Experiment, ulong Seed)> trials, CancellationToken stop)
    {
        using var places = new SemaphoreSlim(atOnce);
        var order = new Lock();
        var (done, failed) = (0, 0);
        await Task.WhenAll(trials.Select(async trial =>
        {
            await places.WaitAsync(stop);
            try
            {
                var (result, failure) = await Run(trial.Experiment, trial.Seed, stop);
                lock (order)
                {
                    done++;
                    if (result is not null)
                    {
                        Finished(result, done, trials.Count);
                    }
                    else
                    {
                        failed++;
                        Failed($"{trial.Experiment.Name} seed {trial.Seed}", failure!);
                    }
                }
            }
            finally
            {
                places.Release();
            }
        }));
        return failed;
    }

    private async Task<(SeedResult? Result, string? Failure)> Run(ResultsExperiment experiment, ulong seed, CancellationToken stop)
    {
        var folder = experiment.FolderOf(seed);
        if (SeedResult.Read(folder) is { } known)
        {
            return (known, null);
        }

        var run = new ExperimentRun(host, new QuietView(TextWriter.Null), time);
        var ended = await run.Execute(experiment.Request(seed), time.GetTimestamp(), stop);
        stop.ThrowIfCancellationRequested();
        if (ended.Status.State != ExperimentState.Completed)
        {
            return (null, ProgressText.Ending(ended));
        }

        var training = ended.Status.Stages.First(stage => stage.Stage == Stage.Train).Elapsed;
        var result = SeedResult.Of(folder, experiment.Name, seed, training, ended.Elapsed);
        result.Write(folder);
        return (result, null);
    }
}
