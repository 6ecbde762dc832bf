using ReAgent.Evaluation.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>Appending, sorting, discounting and metrics against what ReAgent's page did.</summary>
public class RecordedPageTests
{
    private readonly RecordedCase _recorded = RecordedCase.Load("evaluation/edp_append_sort_compute_values");

    [Fact]
    public void Appended_pages_are_sorted_as_in_ReAgent()
    {
        var page = Merged();

        var expected = RecordedCase.Columns(_recorded.Root.GetProperty("merged_sorted_with_values"));
        Assert.Equal(expected.EpisodeIds.Distinct(), page.EpisodeIds);
        Assert.Equal(expected.SequenceNumbers, page.SequenceNumbers);
        Assert.Equal(expected.LoggedActions, page.LoggedActions);
        Assert.Equal(expected.LoggedPropensities, page.LoggedPropensities);
        Assert.Equal(expected.TargetPropensities, page.TargetPropensities);
        Assert.Equal(expected.Reward.Logged, page.Reward.Logged);
        Assert.Equal(expected.Reward.ModelRewards, page.Reward.ModelRewards);
        Assert.Equal(expected.Reward.ModelValues, page.Reward.ModelValues);
        Assert.Equal(expected.Metrics[1].Logged, page.Metrics[1].Logged);
        Assert.Equal(expected.Metrics[1].ModelValues, page.Metrics[1].ModelValues);
    }

    [Fact]
    public void Logged_values_discount_by_the_difference_of_sequence_numbers_as_in_ReAgent() => RecordedCase.AssertClose(
        RecordedCase.Tensor(_recorded.Root.GetProperty("merged_sorted_with_values"), "logged_values"),
        Merged().DiscountedLoggedValues(RecordedCase.Number(_recorded.Root.GetProperty("gamma"))));

    [Theory]
    [InlineData("m_a", "metric_0_as_reward")]
    [InlineData("m_b", "metric_1_as_reward")]
    public void A_metric_takes_the_place_of_the_reward_as_in_ReAgent(string metric, string expected)
    {
        var (page, wanted) = (Merged().ForMetric(metric), _recorded.Root.GetProperty(expected));

        Assert.Equal(RecordedCase.Tensor(wanted, "logged_rewards"), page.Reward.Logged);
        Assert.Equal(RecordedCase.Tensor(wanted, "model_rewards"), page.Reward.ModelRewards);
        Assert.Equal(RecordedCase.Tensor(wanted, "model_values"), page.Reward.ModelValues);
        Assert.Empty(page.Metrics);
    }

    /// <summary>ReAgent keeps the reward's predictions of the logged action, and discounts the first metric only.</summary>
    [Theory]
    [InlineData("m_a")]
    [InlineData("m_b")]
    public void A_metric_brings_its_own_baseline_and_values_unlike_in_ReAgent(string metric)
    {
        var page = Merged().ForMetric(metric);

        var baseline = page.LoggedActions.Select((action, row) => page.Reward.ModelRewards[(row * page.ActionCount) + action]);
        Assert.Equal(baseline, page.Reward.ModelRewardsForLoggedAction);
        var values = page.DiscountedLoggedValues(0.5);
        for (var episode = 0; episode < page.Episodes; episode++)
        {
            var first = page.EpisodeOffsets[episode];
            var expected = Enumerable.Range(first, page.LengthOf(episode))
                .Sum(row => Math.Pow(0.5, page.SequenceNumbers[row] - page.SequenceNumbers[first]) * page.Reward.Logged[row]);
            Assert.Equal(expected, values[first], 12);
        }
    }

    private EvaluationPage Merged() => EvaluationPage.Concatenate([Part("page_b"), Part("page_a")]);

    private EvaluationPage Part(string name) => EvaluationPage.From(RecordedCase.Columns(_recorded.Root.GetProperty(name)));
}
