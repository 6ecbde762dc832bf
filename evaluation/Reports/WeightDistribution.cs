using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Reports;

/// <summary>How importance weights are spread.</summary>
/// <param name="Unit">What has a weight: <c>steps</c>, <c>episodes</c>.</param>
/// <param name="EffectiveSampleSize">As many equally weighted ones would say as much.</param>
/// <param name="Bins">Weights by their size, ascending.</param>
public sealed record WeightDistribution(string Unit, double EffectiveSampleSize, IReadOnlyList<WeightBin> Bins);
