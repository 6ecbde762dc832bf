namespace ReAgent.Learning.Training;

/// <summary>Who is told what during training. Called on the training thread: keep it short.</summary>
public sealed record TrainingCallbacks
{
    /// <summary>
    /// Told every <see cref="TrainingPlan.ProgressEverySteps"/> steps, before every checkpoint, and with the last step of an epoch.
    /// </summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Told at the end of an epoch, after its checkpoint is on disk. Not told of epochs that a checkpoint already holds.</summary>
    public Action<EpochSummary>? EpochFinished { get; init; }

    /// <summary>Called when a checkpoint is on disk.</summary>
    public Action? Checkpointed { get; init; }
}
