using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Statistics;
using Xunit;

namespace ReAgent.Evaluation.Tests.Resampling;

public class EpisodeBootstrapTests
{
    [Fact]
    public void Constant_values_have_no_spread()
    {
        var draws = Draw(RatioOfSums.MeanOf([.. Enumerable.Repeat(3.5, 40)]));

        Assert.Equal(0, EpisodeBootstrap.StandardError(draws));
        Assert.Equal(new Interval(3.5, 3.5), Interval.Percentile(draws, 0.95));
    }

    /// <summary>The original draws samples of a quarter of the size, which doubles the error.</summary>
    [Fact]
    public void The_standard_error_of_a_mean_is_that_of_the_whole_sample()
    {
        var random = new RandomStream(1, "tests/mean");
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextGaussian())];
        var expected = Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / values.Length / values.Length);

        Assert.Equal(1, EpisodeBootstrap.StandardError(Draw(RatioOfSums.MeanOf(values))) / expected, 0.1);
    }

    /// <summary>Ten copies of a step in an episode say no more than one.</summary>
    [Fact]
    public void Steps_of_an_episode_are_not_taken_for_independent()
    {
        var random = new RandomStream(2, "tests/cluster");
        double[] values = [.. Enumerable.Range(0, 100).Select(_ => random.NextGaussian())];
        var repeated = new RatioOfSums([.. values.Select(value => 10 * value)], [.. values.Select(_ => 10.0)]);

        Assert.Equal(EpisodeBootstrap.StandardError(Draw(RatioOfSums.MeanOf(values))), EpisodeBootstrap.StandardError(Draw(repeated)), 12);
    }

    [Fact]
    public void Intervals_of_a_mean_cover_it_about_as_often_as_they_say()
    {
        var covered = Enumerable.Range(0, 200).Count(trial =>
        {
            var random = new RandomStream(3, "tests/coverage", trial);
            var statistic = RatioOfSums.MeanOf([.. Enumerable.Range(0, 60).Select(_ => 2 + random.NextGaussian())]);
            var draws = EpisodeBootstrap.Draw(statistic, statistic, 300, random);
            return Interval.Percentile([.. draws.Select(draw => draw.Target)], 0.9).Contains(2);
        });

        Assert.InRange(covered, 165, 195);
    }

    [Fact]
    public void The_same_stream_gives_the_same_draws()
    {
        var statistic = RatioOfSums.MeanOf([1, 2, 3, 4]);

        Assert.Equal(Draw(statistic), Draw(statistic));
        Assert.NotEqual(Draw(statistic), Draw(statistic, seed: 10));
    }

    [Fact]
    public void Percentiles_lie_between_neighbouring_draws()
    {
        var interval = Interval.Percentile([.. Enumerable.Range(0, 11).Reverse().Select(draw => (double)draw)], 0.9);

        Assert.Equal(0.5, interval.Low, 12);
        Assert.Equal(9.5, interval.High, 12);
        Assert.Equal(new Interval(7, 7), Interval.Percentile([7], 0.95));
    }

    private static double[] Draw(EpisodeStatistic statistic, ulong seed = 9) =>
        [.. EpisodeBootstrap.Draw(statistic, statistic, 2000, new RandomStream(seed, "tests/bootstrap")).Select(draw => draw.Target)];
}
