using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Returns;

/// <summary>The mixture of j-step returns whose estimated mean squared error is least.</summary>
/// <remarks>Thomas and Brunskill 2016, section 8, with the estimates of covariance and bias of sections 7 and 8.</remarks>
internal sealed class ReturnMixture : EpisodeStatistic
{
    private readonly WeightedReturns _returns;
    private readonly int[] _steps;
    private readonly double _below;
    private readonly double _above;

    /// <param name="returns">The j-step returns.</param>
    /// <param name="steps">Steps to mix, ascending; the last is the full horizon.</param>
    /// <param name="fullHorizon">Confidence interval of the full-horizon return; widened to hold the return itself.</param>
    public ReturnMixture(WeightedReturns returns, int[] steps, Interval fullHorizon)
    {
        (_returns, _steps) = (returns, steps);
        var ones = new double[returns.Episodes];
        Array.Fill(ones, 1);
        var value = returns.FullHorizon(ones);
        _below = Math.Max(value - fullHorizon.Low, 0);
        _above = Math.Max(fullHorizon.High - value, 0);
    }

    public override int Episodes => _returns.Episodes;

    public override bool IsCostly => true;

    public override double Evaluate(ReadOnlySpan<double> counts)
    {
        var contributions = _returns.Contributions(counts, _steps);
        var totals = Totals(contributions, counts);
        if (!totals.All(double.IsFinite))
        {
            return double.NaN;
        }

        var error = Covariance(contributions, counts);
        var bias = Bias(totals, new Interval(totals[^1] - _below, totals[^1] + _above));
        for (var row = 0; row < totals.Length; row++)
        {
            for (var column = 0; column < totals.Length; column++)
            {
                error[(row * totals.Length) + column] += bias[row] * bias[column];
            }
        }

        var mixture = SimplexMinimum.Of(error, totals.Length);
        return mixture.Zip(totals, (share, total) => share * total).Sum();
    }

    /// <summary>[J] the returns: the sums of what all occurrences of all episodes contribute.</summary>
    public static double[] Totals(ReadOnlySpan<double> contributions, ReadOnlySpan<double> counts)
    {
        var totals = new double[contributions.Length / counts.Length];
        for (var episode = 0; episode < counts.Length; episode++)
        {
            for (var step = 0; step < totals.Length; step++)
            {
                totals[step] += counts[episode] * contributions[(episode * totals.Length) + step];
            }
        }

        return totals;
    }

    /// <summary>
    /// [J, J] Ω: the covariance of the returns. A return is the sum of n independent contributions, so it is n times their sample
    /// covariance.
    /// </summary>
    public static double[] Covariance(ReadOnlySpan<double> contributions, ReadOnlySpan<double> counts)
    {
        var size = contributions.Length / counts.Length;
        double episodes = 0;
        foreach (var count in counts)
        {
            episodes += count;
        }

        var means = Totals(contributions, counts);
        var deviations = new double[size];
        var covariance = new double[size * size];
        for (var episode = 0; episode < counts.Length; episode++)
        {
            if (counts[episode] == 0)
            {
                continue;
            }

            for (var step = 0; step < size; step++)
            {
                deviations[step] = contributions[(episode * size) + step] - (means[step] / episodes);
            }

            for (var row = 0; row < size; row++)
            {
                var factor = counts[episode] * deviations[row];
                for (var column = 0; column <= row; column++)
                {
                    covariance[(row * size) + column] += factor * deviations[column];
                }
            }
        }

        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var value = covariance[(row * size) + column] * episodes / (episodes - 1);
                covariance[(row * size) + column] = value;
                covariance[(column * size) + row] = value;
            }
        }

        return covariance;
    }

    /// <summary>[J] b: how far each return lies outside the interval; 0 within.</summary>
    public static double[] Bias(ReadOnlySpan<double> returns, Interval interval)
    {
        var bias = new double[returns.Length];
        for (var step = 0; step < bias.Length; step++)
        {
            bias[step] = Math.Max(0, Math.Max(interval.Low - returns[step], returns[step] - interval.High));
        }

        return bias;
    }
}
