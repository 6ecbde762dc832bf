using System.Collections.Immutable;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation.Selection;

/// <summary>What a log says of one candidate, beside the others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Judgement">The verdict on it alone.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Value">The estimate, by the estimator that the candidates are compared by; null when it has none.</param>
/// <param name="Gain">The estimate less what the log earned; null when it has none.</param>
/// <param name="GainInterval">Interval of <paramref name="Gain"/> that holds for all ranked candidates at once; null when it is not ranked.</param>
/// <param name="BehindBest">The highest estimate less this one, 0 for the highest; null when it is not ranked.</param>
/// <param name="BehindBestInterval">Interval of <paramref name="BehindBest"/>, for all at once; null for the highest itself and what is not ranked.</param>
/// <param name="HighestRank">The best rank that it may have, 1 for the best of all; null when it is not ranked.</param>
/// <param name="LowestRank">The worst rank that it may have; null when it is not ranked.</param>
/// <param name="AgainstLog">Better or worse than the log, errors controlled over all ranked candidates; not enough evidence where neither is told; null when it is not ranked.</param>
public sealed record CandidateScore(
    string Name,
    Judgement Judgement,
    string Reason,
    double? Value,
    double? Gain,
    Interval? GainInterval,
    double? BehindBest,
    Interval? BehindBestInterval,
    int? HighestRank,
    int? LowestRank,
    Judgement? AgainstLog)
{
    /// <summary>Interval of <see cref="Value"/> that holds for all ranked candidates at once; null when it is not ranked.</summary>
    public Interval? ValueInterval { get; init; }

    /// <summary>The smallest gain (or loss) against the log that this log would tell four times in five; null when it is not ranked, or never differs from the log.</summary>
    public double? DetectableGain { get; init; }

    /// <summary>
    /// Logged episodes that would tell a gain (or loss) as large as the estimated one four times in five; null when it is not ranked, or the gain is less than
    /// its standard error, so that it may as well be chance.
    /// </summary>
    public double? EpisodesNeeded { get; init; }

    /// <summary>Which gains how many logged episodes would tell; empty when it is not ranked, or the log earned nothing.</summary>
    public ImmutableArray<EpisodesForGain> Power { get; init; } = [];

    /// <summary>Whether it takes part: the log can tell what it is worth.</summary>
    public bool IsRanked => HighestRank is not null;

    /// <summary>Whether the log does not rule out that it is the best of all.</summary>
    public bool MayBeBest => HighestRank == 1;
}
