using System.Collections.Immutable;

namespace ReAgent.Data.Inspection;

/// <summary>What a column of numbers holds.</summary>
public sealed record NumberInspection
{
    /// <summary>Name of the column or metric.</summary>
    public required string Name { get; init; }

    /// <summary>Finite values.</summary>
    public required long Count { get; init; }

    /// <summary>Rows without a value, or with NaN.</summary>
    public required long Missing { get; init; }

    /// <summary>Infinite values.</summary>
    public required long Infinite { get; init; }

    /// <summary>Values of 0.</summary>
    public required long Zeros { get; init; }

    /// <summary>Smallest finite value; NaN when there is none, as for the further ones.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest finite value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Mean of the finite values.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of the finite values.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>How the values are distributed, from a random sample of rows; empty where that was not looked at.</summary>
    public ImmutableArray<HistogramBin> Histogram { get; init; } = [];

    /// <summary>True when all values are the same.</summary>
    public bool IsConstant => Count > 0 && Minimum == Maximum;

    /// <summary>Share of the values that are 0.</summary>
    public double ZeroShare => Count == 0 ? 0 : (double)Zeros / Count;
}
