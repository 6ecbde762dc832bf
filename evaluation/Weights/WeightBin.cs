namespace ReAgent.Evaluation.Weights;

/// <summary>Weights of about one size.</summary>
/// <param name="Low">The lowest, a power of two; 0 for weights of 0, and for all that are too small to be told apart.</param>
/// <param name="High">What they stay below; 0 for weights of 0. Ends beyond the range of a double are the largest double.</param>
/// <param name="Share">Share of all weights that are in the bin, in [0, 1].</param>
/// <param name="ShareOfWeight">Share of the sum of all weights, in [0, 1].</param>
public sealed record WeightBin(double Low, double High, double Share, double ShareOfWeight)
{
    private const int MostBins = 10;

    /// <summary>Weights by their size, ascending: those of 0 apart, the largest in bins of a factor of two, and all smaller ones together.</summary>
    internal static IReadOnlyList<WeightBin> Of(IReadOnlyCollection<ScaledProduct> weights)
    {
        var positive = weights.Where(weight => weight.Mantissa > 0);
        if (!positive.Any())
        {
            return weights.Count == 0 ? [] : [new(0, 0, 1, 0)];
        }

        var (lowest, highest) = (positive.Min(weight => weight.Exponent), positive.Max(weight => weight.Exponent));
        var first = Math.Max(lowest, highest - MostBins + 1);

        // Place 0 is for what is below the first bin.
        var (counts, sums) = (new long[highest - first + 2], new double[highest - first + 2]);
        foreach (var weight in positive)
        {
            var place = Math.Max(0, weight.Exponent - first + 1);
            counts[place]++;
            sums[place] += weight.RelativeTo(highest);
        }

        var (zeros, sum) = (weights.Count - counts.Sum(), sums.Sum());
        return
        [
            .. zeros > 0 ? (WeightBin[])[new(0, 0, (double)zeros / weights.Count, 0)] : [],
            .. Enumerable.Range(0, counts.Length).Where(place => place > 0 || counts[0] > 0).Select(place => new WeightBin(
                place == 0 ? 0 : Power(first + place - 1), Power(first + place), (double)counts[place] / weights.Count, sums[place] / sum)),
        ];
    }

    private static double Power(int exponent) => Math.Min(Math.ScaleB(1, exponent), double.MaxValue);
}
