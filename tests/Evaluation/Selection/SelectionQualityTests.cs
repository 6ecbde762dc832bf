using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Selection;
using Xunit;

namespace ReAgent.Evaluation.Tests.Selection;

public class SelectionQualityTests
{
    /// <summary>In the order of the estimates the true values are 3, 1, 5; the logging policy is worth 2.</summary>
    [Fact]
    public void Measures_are_those_worked_out_on_paper()
    {
        var quality = SelectionQuality.Of([0.5, 9, 7], [5, 3, 1], loggingValue: 2);

        Assert.Equal([3, 3, 5], quality.Select(k => k.Best));
        Assert.Equal([3, 1, 1], quality.Select(k => k.Worst));
        Assert.Equal([3, 2, 3], quality.Select(k => k.Mean));
        Assert.Equal([2, 2, 0], quality.Select(k => k.Regret));
        Assert.Equal(0, quality[0].Deviation);
        Assert.Equal(1, quality[1].Deviation, 12);
        Assert.Equal(Math.Sqrt(8.0 / 3), quality[2].Deviation, 12);
        Assert.Null(quality[0].SharpeRatio);
        Assert.Equal(1, quality[1].SharpeRatio!.Value, 12);
        Assert.Equal(3 / Math.Sqrt(8.0 / 3), quality[2].SharpeRatio!.Value, 12);
        Assert.Null(SelectionQuality.Of([1, 2], [1, 2])[1].SharpeRatio);
    }

    [Fact]
    public void Estimates_in_the_true_order_leave_no_regret_and_trying_all_leaves_none_either() => Laws.Hold(seed =>
    {
        var random = new RandomStream((ulong)(uint)seed, "tests/selection");
        double[] truths = [.. Enumerable.Range(0, 2 + random.NextInt(8)).Select(_ => random.NextGaussian())];
        double[] estimates = [.. truths.Select(_ => random.NextGaussian())];

        Assert.Equal(0, SelectionQuality.Of(truths, truths)[0].Regret);
        Assert.Equal(1, SelectionQuality.RankCorrelation(truths, truths)!.Value, 12);
        Assert.Equal(-1, SelectionQuality.RankCorrelation([.. truths.Select(truth => -truth)], truths)!.Value, 12);
        var quality = SelectionQuality.Of(estimates, truths);
        Assert.Equal(0, quality[^1].Regret);
        Assert.All(quality.Zip(quality.Skip(1)), pair => Assert.True(pair.Second.Regret <= pair.First.Regret && pair.Second.Worst <= pair.First.Worst));
        Assert.All(quality, k => Assert.InRange(k.Mean, k.Worst, k.Best));
    });

    /// <summary>Three times 0.1 over three is not 0.1 to the last digit, and no risk for that.</summary>
    [Fact]
    public void Policies_of_equal_worth_have_no_risk_and_no_ratio()
    {
        var quality = SelectionQuality.Of([3, 2, 1], [0.1, 0.1, 0.1], loggingValue: 0);

        Assert.All(quality, k => Assert.Equal(0, k.Deviation));
        Assert.All(quality, k => Assert.Null(k.SharpeRatio));
    }

    /// <summary>Ranks 1.5, 1.5, 3 and 1, 2, 3: covariance 1.5, variances 1.5 and 2.</summary>
    [Fact]
    public void Equals_share_their_rank()
    {
        Assert.Equal(1.5 / Math.Sqrt(3), SelectionQuality.RankCorrelation([4, 4, 6], [1, 2, 3])!.Value, 12);
        Assert.Null(SelectionQuality.RankCorrelation([4, 4], [1, 2]));
    }

    [Fact]
    public void What_has_no_meaning_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SelectionQuality.Of([], []));
        Assert.Throws<ArgumentException>(() => SelectionQuality.Of([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => SelectionQuality.RankCorrelation([1, double.NaN], [1, 2]));
    }
}
