namespace ReAgent.Grains.Training;

/// <summary>A counterfactual estimate of the policy at some epoch, relative to what the log earned.</summary>
/// <param name="Value">The estimate: 1 is as good as the log.</param>
/// <param name="Low">Lower end of its interval; null when there is none.</param>
/// <param name="High">Upper end of its interval; null when there is none.</param>
public sealed record CurveEstimate(double Value, double? Low, double? High);
