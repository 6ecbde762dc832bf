using ReAgent.Client.Sweeps;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views.Sweeps;

/// <summary>Says nothing of a sweep unless something is wrong.</summary>
internal sealed class SweepQuietView(TextWriter errors) : ISweepView
{
    /// <inheritdoc/>
    public void Started(SweepPlan plan, int atOnce)
    {
    }

    /// <inheritdoc/>
    public void TrialStarted(PlannedTrial trial)
    {
    }

    /// <inheritdoc/>
    public void TrialMoved(PlannedTrial trial, StageStatus stage)
    {
    }

    /// <inheritdoc/>
    public void Remark(PlannedTrial trial, RunRemark remark)
    {
        if (remark.IsTrouble)
        {
            errors.WriteLine($"{trial.Label}: {remark.Text}");
        }
    }

    /// <inheritdoc/>
    public void Stopping() => errors.WriteLine(RunText.Stopping);

    /// <inheritdoc/>
    public void TrialFinished(TrialOutcome outcome)
    {
    }

    /// <inheritdoc/>
    public void Finished(SweepResult result)
    {
        if (result.ExitCode != Commands.ExitCode.Success)
        {
            errors.WriteLine($"{result.Plan.Place.Name}: {SweepTable.Ending(result)}");
        }
    }
}
