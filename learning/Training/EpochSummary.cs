using System.Collections.Immutable;

namespace ReAgent.Learning.Training;

/// <summary>What came of one pass over the rows.</summary>
/// <param name="Epoch">Which, from 0.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Readings">Means of losses and statistics over its steps, by name.</param>
public sealed record EpochSummary(int Epoch, int Steps, ImmutableSortedDictionary<string, double> Readings);
