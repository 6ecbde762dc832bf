namespace ReAgent.Evaluation.Resampling;

/// <summary>One resample: the estimate of the target policy's value, and what the same episodes earned in the log.</summary>
public readonly record struct BootstrapDraw(double Target, double Logged);
