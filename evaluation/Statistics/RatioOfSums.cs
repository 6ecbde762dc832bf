namespace ReAgent.Evaluation.Statistics;

/// <summary>
/// Σ_i c_i n_i / Σ_i c_i d_i over episodes: a mean over steps when n is an episode's sum and d its number of steps, a mean over
/// episodes when d is 1. Its parts are one pair of numbers per episode, so shards can compute them apart.
/// </summary>
public sealed class RatioOfSums : EpisodeStatistic
{
    private readonly double[] _numerators;
    private readonly double[] _denominators;

    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public RatioOfSums(double[] numerators, double[] denominators)
    {
        if (numerators.Length != denominators.Length)
        {
            throw new ArgumentException(
                $"{numerators.Length} numerators do not pair with {denominators.Length} denominators.", nameof(denominators));
        }

        (_numerators, _denominators) = (numerators, denominators);
    }

    public override int Episodes => _numerators.Length;

    public override double[]? ValuePerEpisode => Array.TrueForAll(_denominators, denominator => denominator == 1) ? _numerators : null;

    /// <summary>The mean of one value per episode.</summary>
    public static RatioOfSums MeanOf(double[] values)
    {
        var ones = new double[values.Length];
        Array.Fill(ones, 1);
        return new(values, ones);
    }

    public override double Evaluate(ReadOnlySpan<double> counts)
    {
        double numerator = 0, denominator = 0;
        for (var episode = 0; episode < counts.Length; episode++)
        {
            numerator += counts[episode] * _numerators[episode];
            denominator += counts[episode] * _denominators[episode];
        }

        return numerator / denominator;
    }

    internal override EpisodeStatistic InBlocks(int blocks) => new RatioOfSums(Sums(_numerators, blocks), Sums(_denominators, blocks));

    private static double[] Sums(double[] values, int blocks)
    {
        var sums = new double[blocks];
        for (var block = 0; block < blocks; block++)
        {
            var end = BlocksOfEpisodes.FirstOf(block + 1, blocks, values.Length);
            for (var episode = BlocksOfEpisodes.FirstOf(block, blocks, values.Length); episode < end; episode++)
            {
                sums[block] += values[episode];
            }
        }

        return sums;
    }
}
