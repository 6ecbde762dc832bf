using System.Collections.Immutable;

namespace ReAgent.Learning.Training;

/// <summary>How far training is.</summary>
/// <param name="Epoch">Current epoch, from 0.</param>
/// <param name="Step">Steps done since training began.</param>
/// <param name="TotalSteps">Steps in all.</param>
/// <param name="Readings">Means of losses and statistics since the last report, by name.</param>
public sealed record TrainingProgress(int Epoch, long Step, long TotalSteps, ImmutableSortedDictionary<string, double> Readings);
