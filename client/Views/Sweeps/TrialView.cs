using System.Collections.Immutable;
using ReAgent.Client.Experiments;
using ReAgent.Client.Sweeps;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views.Sweeps;

/// <summary>Passes what one trial shows to the view of its sweep, which tells by itself of starts, ends and the wish to stop.</summary>
internal sealed class TrialView(PlannedTrial trial, ISweepView view) : IRunView
{
    /// <inheritdoc/>
    public void Started(RunRequest request)
    {
    }

    /// <inheritdoc/>
    public async Task Follow(IAsyncEnumerable<ExperimentStatus> statuses)
    {
        await foreach (var status in statuses)
        {
            foreach (var stage in RunResult.Shown(status))
            {
                view.TrialMoved(trial, stage);
            }
        }
    }

    /// <inheritdoc/>
    public void Stopping()
    {
    }

    /// <inheritdoc/>
    public void Remark(RunRemark remark) => view.Remark(trial, remark);

    /// <inheritdoc/>
    public void Finished(RunResult result)
    {
    }

    /// <inheritdoc/>
    public void Refused(ImmutableArray<ConfigProblem> problems)
    {
    }

    /// <inheritdoc/>
    public void Broken(string message)
    {
    }
}
