using ReAgent.Client.Sweeps;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views.Sweeps;

/// <summary>Shows a sweep to whoever watches. Trials run at the same time, so that anything may be called while anything is.</summary>
internal interface ISweepView
{
    /// <summary>All configs are sound, and the first trials are about to start.</summary>
    void Started(SweepPlan plan, int atOnce);

    /// <summary>A trial starts.</summary>
    void TrialStarted(PlannedTrial trial);

    /// <summary>A stage of a trial has moved, or may have.</summary>
    void TrialMoved(PlannedTrial trial, StageStatus stage);

    /// <summary>Something happened beside a trial itself.</summary>
    void Remark(PlannedTrial trial, RunRemark remark);

    /// <summary>The user asked to stop.</summary>
    void Stopping();

    /// <summary>A trial ended.</summary>
    void TrialFinished(TrialOutcome outcome);

    /// <summary>All trials ended.</summary>
    void Finished(SweepResult result);
}
