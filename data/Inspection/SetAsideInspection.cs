using System.Collections.Immutable;

namespace ReAgent.Data.Inspection;

/// <summary>Rows that a job would set aside, by reason.</summary>
/// <param name="Reasons">The reasons, most frequent first.</param>
/// <param name="Share">Share of all rows, 0 to 1.</param>
public sealed record SetAsideInspection(ImmutableArray<SetAsideReason> Reasons, double Share)
{
    /// <summary>Number of rows.</summary>
    public long Rows => Reasons.Sum(reason => reason.Rows);
}

/// <summary>Rows that a job would set aside for one reason.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Example">Where such a row stands, and what was found there; null when that is not known.</param>
public sealed record SetAsideReason(string Reason, long Rows, string? Example);
