using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Estimators;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Returns;

public class WeightedReturnsTests
{
    /// <summary>Worked out on paper: <see cref="HandPage"/>.</summary>
    [Fact]
    public void Each_episode_contributes_to_each_return_what_paper_says()
    {
        var contributions = Of(HandPage.Page, HandPage.Gamma).Contributions([1, 1], [-1, 0, 1]);

        double[] expected = [3.0 / 2, 4.0 / 3, 5.0 / 3, 1.0 / 2, 1.0 / 2, 1.0 / 2];
        Assert.All(expected.Zip(contributions), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    /// <summary>⅔ (1 − 2) + 2 at the first step; the second is of episode x alone: ½ [(3 − 2) + ⅔ · 1½].</summary>
    [Fact]
    public void An_ended_episode_that_loses_its_weight_leaves_all_of_it_to_the_others() =>
        Assert.Equal(7.0 / 3, Of(HandPage.Page, HandPage.Gamma, EndedEpisodes.LoseTheirWeight).FullHorizon([1, 1]), 12);

    /// <summary>Two episodes that earn 1 and 10, by a policy that wrote the log: 5½ on the mean.</summary>
    [Fact]
    public void Keeping_the_weight_of_ended_episodes_gives_the_mean_return_and_losing_it_does_not()
    {
        var rows = new EvaluationColumns
        {
            ActionNames = ["only"],
            EpisodeIds = ["short", .. Enumerable.Repeat("long", 10)],
            SequenceNumbers = [0, .. Enumerable.Range(0, 10).Select(step => (long)step)],
            LoggedActions = new int[11],
            LoggedPropensities = [.. Enumerable.Repeat(1.0, 11)],
            TargetPropensities = [.. Enumerable.Repeat(1.0, 11)],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [.. Enumerable.Repeat(1.0, 11)],
                ModelRewards = new double[11],
                ModelRewardsForLoggedAction = new double[11],
                ModelValues = new double[11],
            },
        };

        Assert.Equal(5.5, Of(EvaluationPage.From(rows), 1).FullHorizon([1, 1]), 12);
        Assert.Equal(10, Of(EvaluationPage.From(rows), 1, EndedEpisodes.LoseTheirWeight).FullHorizon([1, 1]), 12);
    }

    /// <summary>x alone has weight at the first step and none at the second: V̂ of the second step stands for the rest.</summary>
    [Fact]
    public void Where_no_episode_has_weight_the_model_stands_for_the_rest()
    {
        var page = EvaluationPage.From(HandPage.Rows with { TargetPropensities = [0.5, 0.5, 1, 0, 1, 0] });

        // Weights 2 and 0 at the first step: (1 − 2) + ½ (3 + 0), and ½ · V̂ = ½ · 1 from the second.
        Assert.Equal(-1 + 1.5 + 0.5, Of(page, HandPage.Gamma).FullHorizon([1, 1]), 12);
    }

    [Theory]
    [InlineData(EndedEpisodes.KeepTheirWeight)]
    [InlineData(EndedEpisodes.LoseTheirWeight)]
    public void Counting_an_episode_twice_is_as_having_two_of_it(EndedEpisodes ended) => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var page = EvaluationPage.From([rows, rows with { EpisodeIds = [.. rows.EpisodeIds.Select(id => $"{id} again")] }]);
        double[] once = [.. Enumerable.Repeat(1.0, page.Episodes)];
        var half = page.EpisodeIds.Select(id => id.EndsWith("again", StringComparison.Ordinal) ? 0.0 : 2).ToArray();
        var returns = Of(page, 0.9, ended);

        Assert.Equal(returns.FullHorizon(once), returns.FullHorizon(half), 9);
    });

    [Fact]
    public void The_return_of_the_last_step_is_the_full_horizon_and_the_rest_follow_the_definition() => Laws.Hold(seed =>
    {
        var page = SyntheticPages.Page(seed);
        var returns = Of(page, 0.9);
        double[] once = [.. Enumerable.Repeat(1.0, page.Episodes)];
        int[] steps = [.. Enumerable.Range(-1, returns.Horizon + 1)];

        var totals = ReturnMixture.Totals(returns.Contributions(once, steps), once);

        Assert.Equal(returns.FullHorizon(once), totals[^1], 9);
        Assert.All(steps, step => Assert.Equal(ByDefinition(page, 0.9, step), totals[step + 1], 9));
    });

    // g_j, term by term as the paper has it, with the weight of ended episodes kept.
    private static double ByDefinition(EvaluationPage page, double gamma, int j)
    {
        var sample = EvaluationSample.Of(page);
        double Product(int episode, int t) => sample.StepWeights
            .Skip(page.EpisodeOffsets[episode]).Take(Math.Min(t + 1, page.LengthOf(episode)))
            .Aggregate(1.0, (product, weight) => product * weight);
        double Share(int episode, int t) => Product(episode, t) / Enumerable.Range(0, page.Episodes).Sum(other => Product(other, t));

        var value = 0.0;
        for (var episode = 0; episode < page.Episodes; episode++)
        {
            for (var t = 0; t < page.LengthOf(episode) && t <= j + 1; t++)
            {
                var row = page.EpisodeOffsets[episode] + t;
                var model = Share(episode, t - 1) * sample.StateValues![row];
                var correction = Share(episode, t) * (page.Reward.Logged[row] - sample.LoggedActionValues![row]);
                value += Math.Pow(gamma, t) * (t == j + 1 ? model : model + correction);
            }
        }

        return value;
    }

    private static WeightedReturns Of(EvaluationPage page, double gamma, EndedEpisodes ended = EndedEpisodes.KeepTheirWeight) =>
        new(EvaluationSample.Of(page), [.. Enumerable.Range(0, page.Episodes)], gamma, ended);
}
