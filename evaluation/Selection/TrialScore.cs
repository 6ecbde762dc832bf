using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation.Selection;

/// <summary>What one trial of a setting came to.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Seed">Its seed.</param>
public sealed record TrialScore(string Setting, ulong Seed)
{
    /// <summary>Whether it came to its end; what did not has no numbers.</summary>
    public bool IsFinished { get; init; } = true;

    /// <summary>The verdict of counterfactual policy evaluation; null when there was none.</summary>
    public Judgement? Verdict { get; init; }

    /// <summary>Estimates of the reward, one per estimator; empty when there are none.</summary>
    public IReadOnlyList<Estimate> Estimates { get; init; } = [];

    /// <summary>γ of the estimated returns; null when there are none.</summary>
    public double? Gamma { get; init; }

    /// <summary>Mean undiscounted return of episodes played in the environment; null when none were. Shown, and never chosen by.</summary>
    public double? EnvironmentReturn { get; init; }

    /// <summary>What the estimator of that key puts the policy at above the log, in the estimator's unit; null when it cannot say.</summary>
    internal double? GainBy(string estimator) =>
        Estimates.FirstOrDefault(estimate => estimate.Estimator == estimator)?.Difference is { } difference && double.IsFinite(difference) ? difference : null;
}
