using NormalDistribution = MathNet.Numerics.Distributions.Normal;

namespace ReAgent.Evaluation.Resampling;

/// <summary>An interval of plausible values.</summary>
public sealed record Interval(double Low, double High)
{
    public bool Contains(double value) => Low <= value && value <= High;

    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    /// <summary>
    /// The interval between the (1 − level)/2 and (1 + level)/2 quantiles of the draws, linear between neighbouring draws.
    /// </summary>
    /// <param name="draws">At least one. NaN counts as the smallest, so that draws without a value show in the result.</param>
    /// <param name="level">In (0, 1).</param>
    public static Interval Percentile(IReadOnlyCollection<double> draws, double level)
    {
        double[] sorted = [.. draws.Order()];
        return new(Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));
    }

    /// <summary>
    /// The BC_a interval: quantiles of the draws at Φ(z₀ + (z₀ + z)/(1 − a (z₀ + z))) for z at both ends of the level, with z₀ the normal
    /// quantile of the share of draws below the point (ties count half) and a = Σd³ / (6 (Σd²)^1.5), d the jackknife's mean minus its
    /// values.
    /// </summary>
    /// <remarks>Efron, "Better Bootstrap Confidence Intervals", JASA 1987; Efron and Tibshirani 1993, section 14.3.</remarks>
    /// <param name="draws">At least one.</param>
    /// <param name="point">The statistic of the whole sample.</param>
    /// <param name="jackknife">The statistic without each group of observations; none takes a for 0.</param>
    /// <param name="level">In (0, 1).</param>
    public static Interval BiasCorrectedAccelerated(
        IReadOnlyCollection<double> draws, double point, IReadOnlyCollection<double> jackknife, double level)
    {
        double[] sorted = [.. draws.Order()];
        var below = sorted.Sum(draw => draw < point ? 1 : draw == point ? 0.5 : 0) / sorted.Length;

        // A point outside all draws is as far out as the number of draws can tell.
        var bias = NormalDistribution.InvCDF(0, 1, Math.Clamp(below, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length)));
        var acceleration = Acceleration(jackknife);
        return new(Quantile(sorted, Share((1 - level) / 2)), Quantile(sorted, Share((1 + level) / 2)));

        double Share(double nominal)
        {
            var z = bias + NormalDistribution.InvCDF(0, 1, nominal);
            return NormalDistribution.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
        }
    }

    /// <summary>Point ± z standard errors.</summary>
    public static Interval Normal(double point, double standardError, double level)
    {
        var margin = NormalDistribution.InvCDF(0, 1, (1 + level) / 2) * standardError;
        return Around(point, margin);
    }

    /// <summary>
    /// Mean ± R √(ln(2/δ) / 2n), δ = 1 − level: covers the expectation of independent values in a range of width R at least as often as
    /// the level says.
    /// </summary>
    /// <remarks>Hoeffding, JASA 1963, theorem 2, with δ/2 on each side.</remarks>
    public static Interval Hoeffding(IReadOnlyCollection<double> values, double range, double level) =>
        Around(values.Average(), range * Math.Sqrt(Math.Log(2 / (1 - level)) / (2 * values.Count)));

    /// <summary>
    /// Mean ± [√(2 V ln(4/δ) / n) + 7 R ln(4/δ) / 3(n − 1)], δ = 1 − level and V the sample variance: as
    /// <see cref="Hoeffding"/>, and narrower when the values vary little within their range of width R.
    /// </summary>
    /// <remarks>Maurer and Pontil, COLT 2009, theorem 4, with δ/2 on each side.</remarks>
    /// <param name="values">At least two.</param>
    /// <param name="range">R.</param>
    /// <param name="level">In (0, 1).</param>
    public static Interval EmpiricalBernstein(IReadOnlyCollection<double> values, double range, double level)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        var log = Math.Log(4 / (1 - level));
        return Around(mean, Math.Sqrt(2 * variance * log / values.Count) + (7 * range * log / (3 * (values.Count - 1))));
    }

    private static Interval Around(double middle, double margin) => new(middle - margin, middle + margin);

    // Divided by the largest, so that cubes do not overflow.
    private static double Acceleration(IReadOnlyCollection<double> jackknife)
    {
        var mean = jackknife.DefaultIfEmpty(0).Average();
        var largest = jackknife.Select(value => Math.Abs(mean - value)).DefaultIfEmpty(0).Max();
        if (largest == 0)
        {
            return 0;
        }

        double squares = 0, cubes = 0;
        foreach (var value in jackknife)
        {
            var deviation = (mean - value) / largest;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }

        return cubes / (6 * squares * Math.Sqrt(squares));
    }

    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
