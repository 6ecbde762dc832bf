using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Reports;

/// <summary>What the estimates say of the policy against the one that logged the data.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<VerdictOutcome>))]
public enum VerdictOutcome
{
    /// <summary>Its value is higher, beyond what chance explains.</summary>
    Better,

    /// <summary>Its value is lower, beyond what chance explains.</summary>
    Worse,

    /// <summary>Chance alone explains the difference.</summary>
    NotEnoughEvidence,

    /// <summary>The data cannot answer the question, or the estimates cannot be trusted.</summary>
    CannotTell,
}

/// <summary>The verdict and its reasons.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Sentence">The verdict with its numbers, in one sentence for people.</param>
/// <param name="Cautions">What to know before acting on it, a sentence each.</param>
/// <param name="Estimators">Keys of the estimators that the verdict rests on; empty when it rests on none.</param>
[method: JsonConstructor]
public sealed record VerdictSummary(
    VerdictOutcome Outcome, string Sentence, IReadOnlyList<string> Cautions, IReadOnlyList<string> Estimators)
{
    /// <summary>A verdict that rests on one estimator, or on none.</summary>
    public VerdictSummary(VerdictOutcome outcome, string sentence, IReadOnlyList<string> cautions, string? estimator = null)
        : this(outcome, sentence, cautions, estimator is null ? [] : new[] { estimator })
    {
    }

    /// <summary>Whether the verdict rests on the estimator of that key.</summary>
    public bool RestsOn(string estimator) => Estimators.Contains(estimator);
}
