using System.Collections.Immutable;
using ReAgent.Data.Features;

namespace ReAgent.Data.Inspection;

/// <summary>The features of the states, or of the actions, of a log.</summary>
public sealed record FeaturesInspection
{
    /// <summary>Every feature, by ascending id.</summary>
    public required ImmutableArray<FeatureInspection> All { get; init; }

    /// <summary>True when there were more different feature ids than can be counted; then <see cref="All"/> is empty.</summary>
    public required bool HasTooMany { get; init; }

    /// <summary>Rows without any feature.</summary>
    public required long EmptyRows { get; init; }

    /// <summary>Number of features by identified type, in the order of types; those that were not identified are left out.</summary>
    public IEnumerable<(FeatureType Type, int Count)> CountByType() =>
        All.Where(feature => feature.Type is not null).GroupBy(feature => feature.Type!.Value).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()));
}

/// <summary>One feature.</summary>
public sealed record FeatureInspection
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>The column that it comes from, where features are columns of their own; null otherwise.</summary>
    public string? Name { get; init; }

    /// <summary>What normalization takes it for by default; null when it was not identified.</summary>
    public FeatureType? Type { get; init; }

    /// <summary>Why it was not identified; null when it was.</summary>
    public string? NotIdentified { get; init; }

    /// <summary>Rows with a finite value.</summary>
    public required long Count { get; init; }

    /// <summary>Share of the rows with a finite value, 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Rows with NaN.</summary>
    public required long NaN { get; init; }

    /// <summary>Rows with an infinite value.</summary>
    public required long Infinite { get; init; }

    /// <summary>Smallest finite value; NaN when there is none, as for the further ones.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest finite value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Mean of the finite values.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of the finite values.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>True when all values are the same.</summary>
    public bool IsConstant => Count > 0 && Minimum == Maximum;

    /// <summary>Its id, and its name where it has one: <c>3 (age)</c>.</summary>
    public string Label => Name is null ? FormattableString.Invariant($"{Id}") : FormattableString.Invariant($"{Id} ({Name})");
}
