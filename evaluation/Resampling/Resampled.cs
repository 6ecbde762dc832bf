namespace ReAgent.Evaluation.Resampling;

/// <summary>A number and how it varies: all that the methods make intervals of.</summary>
/// <param name="Point">The number itself.</param>
/// <param name="Draws">Its values in bootstrap resamples, at least two, finite.</param>
/// <param name="Jackknife">Its values without each group of episodes, finite.</param>
/// <param name="PerEpisode">The values per episode that it is the mean of; null when it is no such mean.</param>
/// <param name="Range">The range of these values; null to take that of <paramref name="PerEpisode"/>.</param>
internal sealed record Resampled(double Point, double[] Draws, double[] Jackknife, double[]? PerEpisode, Interval? Range)
{
    /// <summary>The interval; null where the method does not apply, which is when there are no values per episode to bound.</summary>
    public Interval? IntervalBy(IntervalMethod method, double level) => method switch
    {
        IntervalMethod.BiasCorrectedAccelerated => Interval.BiasCorrectedAccelerated(Draws, Point, Jackknife, level),
        IntervalMethod.Percentile => Interval.Percentile(Draws, level),
        IntervalMethod.Normal => Interval.Normal(Point, EpisodeBootstrap.StandardError(Draws), level),
        IntervalMethod.EmpiricalBernstein => PerEpisode is null ? null : Interval.EmpiricalBernstein(PerEpisode, WidthOfRange(PerEpisode), level),
        IntervalMethod.Hoeffding => PerEpisode is null ? null : Interval.Hoeffding(PerEpisode, WidthOfRange(PerEpisode), level),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    private double WidthOfRange(double[] values) => Range is null ? values.Max() - values.Min() : Range.High - Range.Low;
}
