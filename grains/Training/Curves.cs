using System.Collections.Immutable;

namespace ReAgent.Grains.Training;

/// <summary>How a training went, epoch by epoch.</summary>
/// <param name="Epochs">One entry per epoch, in order.</param>
public sealed record Curves(IReadOnlyList<EpochCurves> Epochs);

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">Which, from 0.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Readings">Means of losses and statistics over its steps.</param>
/// <param name="Estimates">Counterfactual estimates of the policy at its end, by estimator; a diagnostic, not a result.</param>
public sealed record EpochCurves(
    int Epoch, int Steps, ImmutableSortedDictionary<string, double> Readings, ImmutableSortedDictionary<string, CurveEstimate> Estimates);
