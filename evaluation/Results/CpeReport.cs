using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation.Results;

/// <summary>What a log says about a policy that did not write it. <see cref="CpeReportJson"/> writes it as JSON.</summary>
public sealed record CpeReport
{
    /// <summary>Whether the policy is better than the one that wrote the log, by the reward.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How well the log can answer.</summary>
    public required LogDiagnostics Diagnostics { get; init; }

    /// <summary>How wrong propensities may be before the conclusion changes; null where no episode has a weight.</summary>
    public Sensitivity? Sensitivity { get; init; }

    public required OutcomeReport Reward { get; init; }

    /// <summary>
    /// One per metric, in ordinal order of their names. There is no verdict on a metric: whether more of it is better is not known here.
    /// </summary>
    public required IReadOnlyList<OutcomeReport> Metrics { get; init; }

    /// <summary>One per action, in the page's order.</summary>
    public required IReadOnlyList<ActionReport> Actions { get; init; }

    /// <summary>γ of the episode returns.</summary>
    public required double Gamma { get; init; }

    /// <summary>Seed of the resampling.</summary>
    public required ulong Seed { get; init; }
}
