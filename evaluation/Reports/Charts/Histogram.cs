namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>One bin: values from its low end up to, but not including, its high end; the last bin includes it.</summary>
public readonly record struct Bin(double Low, double High, int Count);

/// <summary>Counts of values in bins of equal, round width.</summary>
public static class Histogram
{
    private const int FewestBins = 4;
    private const int MostBins = 24;

    /// <summary>Bins over the values' range, empty ones included; none for no values.</summary>
    /// <remarks>
    /// The width follows Freedman and Diaconis (1981), 2 · IQR · n^(−1/3), or Sturges (1926) where half of the values are alike.
    /// </remarks>
    /// <param name="values">Finite values; beyond ±1e300 they count as that.</param>
    public static IReadOnlyList<Bin> Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return [];
        }

        double[] sorted = [.. values.Select(value => Math.Clamp(value, -1e300, 1e300)).Order()];
        var (low, high) = (sorted[0], sorted[^1]);
        if (high - low <= Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9, 1e-290))
        {
            var half = RoundStep.For(Math.Max(Math.Abs(low), 1) * 0.04, 1).Size / 2;
            return [new(low - half, low + half, sorted.Length)];
        }

        var spread = sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4];
        var wanted = spread > 0 ? (high - low) / (2 * spread / Math.Cbrt(sorted.Length)) : Math.Log2(sorted.Length) + 1;
        var step = RoundStep.For(high - low, (int)Math.Clamp(Math.Ceiling(wanted), FewestBins, MostBins));
        var edges = step.Multiples(step.Below(low), Math.Max(step.Above(high), step.Below(low) + step.Size)).ToArray();
        var counts = new int[edges.Length - 1];
        foreach (var value in sorted)
        {
            var above = Array.BinarySearch(edges, value) is var found && found >= 0 ? found + 1 : ~found;
            counts[Math.Clamp(above - 1, 0, counts.Length - 1)]++;
        }

        return [.. counts.Select((count, index) => new Bin(edges[index], edges[index + 1], count))];
    }
}
