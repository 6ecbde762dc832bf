namespace ReAgent.Evaluation.Weights;

/// <summary>Weights of about one size.</summary>
/// <param name="Low">The lowest, a power of two; 0 for weights of 0.</param>
/// <param name="High">What they stay below; 0 for weights of 0. Ends beyond the range of a double are the largest double.</param>
/// <param name="Share">Share of all weights that are in the bin, in [0, 1].</param>
/// <param name="ShareOfWeight">Share of the sum of all weights, in [0, 1].</param>
public sealed record WeightBin(double Low, double High, double Share, double ShareOfWeight)
{
    private const int MostBins = 16;

    /// <summary>Weights by their size, ascending: those of 0 apart, the others in bins of one and the same power of two, few enough to be looked at.</summary>
    internal static IReadOnlyList<WeightBin> Of(IReadOnlyCollection<ScaledProduct> weights)
    {
        var positive = weights.Where(weight => weight.Mantissa > 0);
        if (!positive.Any())
        {
            return weights.Count == 0 ? [] : [new(0, 0, 1, 0)];
        }

        var (lowest, highest) = (positive.Min(weight => weight.Exponent), positive.Max(weight => weight.Exponent));
        var width = (highest - lowest + MostBins) / MostBins;
        var first = (int)Math.Floor((double)lowest / width);
        var bins = (int)Math.Floor((double)highest / width) - first + 1;
        var (counts, sums) = (new long[bins], new double[bins]);
        foreach (var weight in positive)
        {
            var bin = (int)Math.Floor((double)weight.Exponent / width) - first;
            counts[bin]++;
            sums[bin] += weight.RelativeTo(highest);
        }

        var (zeros, sum) = (weights.Count - counts.Sum(), sums.Sum());
        return
        [
            .. zeros > 0 ? (WeightBin[])[new(0, 0, (double)zeros / weights.Count, 0)] : [],
            .. Enumerable.Range(0, bins).Select(bin => new WeightBin(
                Power((first + bin) * width), Power((first + bin + 1) * width), (double)counts[bin] / weights.Count, sums[bin] / sum)),
        ];
    }

    private static double Power(int exponent) => Math.Min(Math.ScaleB(1, exponent), double.MaxValue);
}
