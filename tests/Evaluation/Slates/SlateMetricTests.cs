using ReAgent.Evaluation.Slates.Distributions;
using ReAgent.Evaluation.Slates.Metrics;
using ReAgent.Evaluation.Tests.Recorded;
using Xunit;

namespace ReAgent.Evaluation.Tests.Slates;

public class SlateMetricTests
{
    private static readonly double[] ItemRewards = [2, 1, 0, 3, 1.5, 2.5];
    private static readonly double[] IdealRewards = [1, 2.5, 2, 3, 1.5, 0];

    /// <summary>ReAgent's tests of metrics.</summary>
    [Theory]
    [InlineData(new[] { 1, 3, 2 }, 5.416508275, 0.473547669)]
    [InlineData(new[] { 5, 0, 4 }, 7.463857073, 0.652540703)]
    public void Discounted_gains_are_those_of_ReAgent(int[] slate, double gain, double normalized)
    {
        double[] rewards = [.. slate.Select(item => ItemRewards[item])];

        Assert.Equal(gain, new DiscountedCumulativeGain().Of(rewards), 8);
        Assert.Equal(normalized, new NormalizedDiscountedCumulativeGain(IdealRewards).Of(rewards), 8);
    }

    /// <summary>ReAgent divides by the square of the largest reward rather than by its power of two: for 4 that is the same.</summary>
    [Fact]
    public void Metrics_and_weights_are_those_that_ReAgent_computed()
    {
        foreach (var recorded in RecordedCase.Load("ope/slate_metrics").Root.GetProperty("cases").EnumerateArray())
        {
            var items = RecordedCase.Tensor(recorded, "item_rewards");
            double[] rewards = [.. recorded.GetProperty("slate").EnumerateArray().Select(item => items[item.GetInt32()])];
            double Expected(string name) => RecordedCase.Number(recorded.GetProperty(name));

            RecordedCase.AssertClose(Expected("sum"), new SumOfRewards().Of(rewards));
            RecordedCase.AssertClose(Expected("dcg"), new DiscountedCumulativeGain().Of(rewards));
            RecordedCase.AssertClose(Expected("ndcg"), new NormalizedDiscountedCumulativeGain(items).Of(rewards));
            RecordedCase.AssertClose(Expected("err_max4"), new ExpectedReciprocalRank(4).Of(rewards));
            RecordedCase.AssertClose(RecordedCase.Tensor(recorded, "frechet_shape2_probs"), ItemWeights.Frechet(items, 2));
            RecordedCase.AssertClose(RecordedCase.Tensor(recorded, "ranking_alpha1"), ItemWeights.ByRank(items, 1));
            RecordedCase.AssertClose(RecordedCase.Tensor(recorded, "ranking_alpha0.5"), ItemWeights.ByRank(items, 0.5));
        }
    }

    /// <summary>R is ½ and ⅞ for rewards 2 and 3 of at most 3, so ½ + ½ · ⅞ / 2 + ½ · ⅛ · 0.</summary>
    [Theory]
    [InlineData(new[] { 2.0, 3, 0 }, (3.0 / 8) + (5.0 / 8 * (7.0 / 8) / 2))]
    [InlineData(new[] { 9.0 }, 7.0 / 8)]
    [InlineData(new[] { -1.0 }, 0)]
    public void The_expected_reciprocal_rank_stops_where_somebody_is_satisfied(double[] rewards, double expected) =>
        Assert.Equal(expected, new ExpectedReciprocalRank(3).Of(rewards), 12);

    [Fact]
    public void The_best_slate_has_a_normalized_gain_of_1_and_items_without_worth_have_0()
    {
        Assert.Equal(1, new NormalizedDiscountedCumulativeGain([1, 3, 2]).Of([3, 2]));
        Assert.Equal(0, new NormalizedDiscountedCumulativeGain([0, 0]).Of([0, 0]));
    }

    [Fact]
    public void What_makes_no_metric_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExpectedReciprocalRank(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemWeights.ByRank([1], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemWeights.Frechet([1], 0));
    }
}
