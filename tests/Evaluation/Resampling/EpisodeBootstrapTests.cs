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

    /// <summary>Of so many episodes blocks are drawn, whose spread tells the same error.</summary>
    [Fact]
    public void The_standard_error_of_many_episodes_is_told_by_blocks_of_them()
    {
        var random = new RandomStream(4, "tests/blocks");
        double[] values = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextGaussian())];

        Assert.Equal(1, EpisodeBootstrap.StandardError(Draw(RatioOfSums.MeanOf(values))) * Math.Sqrt(values.Length), 0.05);
    }

    [Fact]
    public void Neighbours_that_are_alike_are_allowed_for_in_blocks()
    {
        var random = new RandomStream(5, "tests/blocks");
        const int alike = 100;
        double[] values = [.. Enumerable.Range(0, 2_000).SelectMany(_ => Enumerable.Repeat(random.NextGaussian(), alike))];

        // 2,000 values of their own, and blocks of 12 of the 200,000.
        var error = EpisodeBootstrap.StandardError(Draw(RatioOfSums.MeanOf(values))) * Math.Sqrt(values.Length);
        Assert.InRange(error, 3, 4);
    }

    [Fact]
    public void A_statistic_of_blocks_counts_their_episodes() => Laws.Hold(seed =>
    {
        var random = new RandomStream((ulong)(uint)seed, "tests/blocks");
        double[] numerators = [.. Enumerable.Range(0, 23).Select(_ => random.NextGaussian())], denominators = [.. numerators.Select(_ => 1 + random.NextDouble())];
        var statistic = new RatioOfSums(numerators, denominators);
        double[] counts = [.. Enumerable.Range(0, 7).Select(_ => 1.0 + random.NextInt(3))];
        double[] ofEpisodes = [.. Enumerable.Range(0, 23).Select(episode => counts[Enumerable.Range(0, 7).First(block => episode < (block + 1) * 23 / 7)])];

        Assert.Equal(7, statistic.InBlocks(7).Episodes);
        Assert.Equal(statistic.Evaluate(ofEpisodes), statistic.InBlocks(7).Evaluate(counts), 12);
        Assert.Equal(statistic.Evaluate(ofEpisodes), new StatisticOfBlocks(statistic, 7).Evaluate(counts));
        Assert.Equal(2 * statistic.Evaluate(ofEpisodes), new SumOfStatistics(statistic, statistic).InBlocks(7).Evaluate(counts), 12);
    });

    private static double[] Draw(EpisodeStatistic statistic, ulong seed = 9) =>
        [.. EpisodeBootstrap.Draw(statistic, statistic, 2000, new RandomStream(seed, "tests/bootstrap")).Select(draw => draw.Target)];
}
