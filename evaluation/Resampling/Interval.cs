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

    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
