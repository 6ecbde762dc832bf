using System.Collections.Immutable;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>Divides values into bins of equal width.</summary>
internal static class HistogramBins
{
    private const int Most = 24;

    /// <summary>Bins over the range of the values; whole numbers of a small range get a bin each. Empty without finite values.</summary>
    public static ImmutableArray<HistogramBin> Of(IReadOnlyCollection<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return [];
        }

        var (low, high) = (finite.Min(), finite.Max());
        if (low == high)
        {
            return [new HistogramBin(low, high, 1)];
        }

        var isWhole = high - low < 1e9 && finite.All(double.IsInteger);
        var width = isWhole ? Math.Ceiling((high - low + 1) / Most) : (high - low) / Most;
        if (!double.IsFinite(width))
        {
            return [];
        }

        var counts = new long[isWhole ? (int)Math.Ceiling((high - low + 1) / width) : Most];
        foreach (var value in finite)
        {
            counts[Math.Min(counts.Length - 1, (int)((value - low) / width))]++;
        }

        return [.. counts.Select((count, bin) => new HistogramBin(low + (bin * width), low + ((bin + 1) * width), (double)count / finite.Length))];
    }
}
