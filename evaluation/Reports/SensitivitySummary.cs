using ReAgent.Evaluation.Diagnostics;

namespace ReAgent.Evaluation.Reports;

/// <summary>How wrong propensities may be before the conclusion changes.</summary>
/// <param name="Estimate">The weighted estimate.</param>
/// <param name="LoggedMean">What the log earned.</param>
/// <param name="Breaking">The factor beyond which the estimate may be on the other side of the log; null for none that is looked at.</param>
/// <param name="Bounds">Where the estimate may lie when propensities are off by some factors.</param>
public sealed record SensitivitySummary(double Estimate, double LoggedMean, double? Breaking, IReadOnlyList<SensitivityBound> Bounds);
