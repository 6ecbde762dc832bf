using ReAgent.Evaluation.Rollouts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Rollouts;

public sealed class ReturnSummaryTests
{
    [Fact]
    public void The_interval_is_students()
    {
        var summary = ReturnSummary.Of("x", [1, 2, 3, 4]);

        // t(0.975; 3) = 3.182446, s = √(5/3), s/√4 = 0.645497
        Assert.Equal(2.5, summary.MeanReturn);
        Assert.Equal(1.290994, summary.StandardDeviation, 6);
        Assert.Equal(2.5 - (3.182446 * 0.645497), summary.Low, 5);
        Assert.Equal(2.5 + (3.182446 * 0.645497), summary.High, 5);
        Assert.Equal((1, 4), (summary.Minimum, summary.Maximum));
    }

    [Fact]
    public void One_episode_has_no_spread() => Assert.Equal((7, 0, 7, 7), (
        ReturnSummary.Of("x", [7]).MeanReturn, ReturnSummary.Of("x", [7]).StandardDeviation, ReturnSummary.Of("x", [7]).Low, ReturnSummary.Of("x", [7]).High));
}
