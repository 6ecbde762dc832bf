using System.Collections.Immutable;

namespace ReAgent.Learning.Training;

/// <summary>What came of a training.</summary>
/// <param name="Steps">Steps since training began.</param>
/// <param name="Epochs">Every epoch, those before a resume included.</param>
/// <param name="ResumedAtStep">Step at which a checkpoint was continued; null when training began at the beginning.</param>
public sealed record TrainingResult(long Steps, ImmutableArray<EpochSummary> Epochs, long? ResumedAtStep);
