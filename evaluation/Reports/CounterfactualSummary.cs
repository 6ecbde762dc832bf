namespace ReAgent.Evaluation.Reports;

/// <summary>What held-out logged episodes say about the policy without playing it.</summary>
/// <param name="Verdict">What follows from the estimates.</param>
/// <param name="Transitions">Held-out transitions that the estimates read.</param>
/// <param name="Episodes">Held-out episodes that the estimates read.</param>
/// <param name="Metrics">One entry per metric; the reward comes first.</param>
/// <param name="Actions">How often log and policy choose each action on the held-out transitions; empty for continuous actions.</param>
/// <param name="Diagnostics">Numbers that say how far the estimates can be trusted.</param>
/// <param name="ConfidenceLevel">Confidence level of every interval, in (0, 1).</param>
public sealed record CounterfactualSummary(
    VerdictSummary Verdict,
    long Transitions,
    long Episodes,
    IReadOnlyList<MetricSummary> Metrics,
    IReadOnlyList<ActionComparison> Actions,
    IReadOnlyList<Diagnostic> Diagnostics,
    double ConfidenceLevel = 0.95)
{
    /// <summary>How importance weights are spread; empty when there are none.</summary>
    public IReadOnlyList<WeightDistribution> Weights { get; init; } = [];

    /// <summary>How wrong propensities may be before the conclusion changes; null when that is not known.</summary>
    public SensitivitySummary? Sensitivity { get; init; }
}

/// <summary>How often one action is chosen on the same held-out transitions.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="LoggedShare">Share of transitions in which the log has it, in [0, 1].</param>
/// <param name="TargetShare">Mean probability that the policy gives it, in [0, 1].</param>
public sealed record ActionComparison(string Action, double LoggedShare, double TargetShare);

/// <summary>A number that says how far an estimate can be trusted.</summary>
/// <param name="Name">Name for people: <c>effective sample size</c>.</param>
/// <param name="Value">The number; null when it cannot be computed.</param>
/// <param name="Unit">Its unit: <c>episodes</c>, <c>share of all weight</c>.</param>
/// <param name="Samples">How many samples it is computed from.</param>
/// <param name="SampleUnit">What one sample is: <c>episodes</c>, <c>transitions</c>.</param>
/// <param name="IsCaution">Whether the number is bad enough to warn the reader.</param>
/// <param name="Note">What it means, or why it cannot be computed.</param>
public sealed record Diagnostic(
    string Name, double? Value, string Unit, long Samples, string SampleUnit, bool IsCaution = false, string? Note = null);
