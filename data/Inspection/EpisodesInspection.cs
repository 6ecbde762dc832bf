using System.Collections.Immutable;

namespace ReAgent.Data.Inspection;

/// <summary>The episodes of a log. Of a log with very many, a random share stands for all; counts are then scaled up.</summary>
public sealed record EpisodesInspection
{
    /// <summary>Number of episodes.</summary>
    public required long Count { get; init; }

    /// <summary>True when every episode was looked at; false when the counts are estimated from a random share.</summary>
    public required bool IsExact { get; init; }

    /// <summary>True when every sequence number was looked at; false when duplicates and gaps are estimated from a random share of the episodes.</summary>
    public required bool HasEverySequenceNumber { get; init; }

    /// <summary>Lengths in rows: smallest, median, 95th percentile, largest.</summary>
    public required LengthQuantiles Lengths { get; init; }

    /// <summary>How the lengths are distributed.</summary>
    public required ImmutableArray<HistogramBin> LengthHistogram { get; init; }

    /// <summary>Episodes of one row.</summary>
    public required long SingleRow { get; init; }

    /// <summary>Episodes that are as long as the longest.</summary>
    public required long OfMaximumLength { get; init; }

    /// <summary>Mean number of episodes of each length from 80 % of the largest up to, but without it: what one would expect of the largest, too.</summary>
    public required double UsualNearMaximumLength { get; init; }

    /// <summary>Episodes whose last row says that the log was cut off there.</summary>
    public required long Truncated { get; init; }

    /// <summary>Episodes that end with a decision: nothing follows.</summary>
    public required long Ended { get; init; }

    /// <summary>Rows that repeat the (mdp_id, sequence_number) of another.</summary>
    public required long DuplicateRows { get; init; }

    /// <summary>Episodes with a row stored after one of a larger sequence number.</summary>
    public required long OutOfOrder { get; init; }

    /// <summary>True when sequence numbers mostly count by one, so that gaps mean missing rows.</summary>
    public required bool CountsSteps { get; init; }

    /// <summary>Episodes whose sequence numbers skip some, where they count by one.</summary>
    public required long WithGaps { get; init; }

    /// <summary>Rows without an action that are not the last of their episode.</summary>
    public required long MissingActionInside { get; init; }

    /// <summary>True when decisions do not follow each other: every episode is one row.</summary>
    public bool IsBandit => Count > 0 && SingleRow == Count;
}

/// <summary>Quantiles of episode lengths, in rows.</summary>
public sealed record LengthQuantiles(long Minimum, long Median, long Percentile95, long Maximum);

/// <summary>A bin of a histogram.</summary>
/// <param name="From">Lower end, inclusive.</param>
/// <param name="To">Upper end, exclusive but for the last bin.</param>
/// <param name="Share">Share of the values in it, 0 to 1.</param>
public sealed record HistogramBin(double From, double To, double Share);
