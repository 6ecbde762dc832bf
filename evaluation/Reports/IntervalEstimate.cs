namespace ReAgent.Evaluation.Reports;

/// <summary>A value and the interval around it. The record that holds it names the unit, the samples and the confidence level.</summary>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">Lower end of the interval; null when there is none.</param>
/// <param name="High">Upper end of the interval; null when there is none.</param>
public sealed record IntervalEstimate(double Value, double? Low = null, double? High = null);
