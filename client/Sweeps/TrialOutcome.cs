using ReAgent.Contracts.Experiments;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Client.Sweeps;

/// <summary>How a trial ended.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="State">How its experiment ended; <see cref="ExperimentState.Cancelled"/> also when its turn never came.</param>
/// <param name="Score">What it came to.</param>
internal sealed record TrialOutcome(PlannedTrial Trial, ExperimentState State, TrialScore Score)
{
    /// <summary>How it ended, in a sentence.</summary>
    public required string Ending { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>True when the policy stayed below <c>passing_score_bar</c>.</summary>
    public bool IsBelowBar { get; init; }
}
