namespace ReAgent.Evaluation.Diagnostics;

/// <summary>Within which values the estimate may lie when propensities are wrong.</summary>
/// <param name="Factor">Γ: every propensity may be too large or too small by up to this factor, at least 1.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
public sealed record SensitivityBound(double Factor, double Low, double High);
