using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Estimators;

/// <summary>Laws of single estimators, and the small examples of ReAgent's own tests.</summary>
public class EstimatorLawTests
{
    private const double Gamma = 0.8;

    /// <summary>ReAgent's test of slates: the logged slate is or is not the greedy one.</summary>
    [Fact]
    public void Greedy_slates_count_where_the_logged_slate_is_the_greedy_one()
    {
        const int other = LoggedActions.NotAmongThem;
        var rows = Slates(loggedActions: [other, 0, other], propensities: [0.2, 0.5, 0.4], targets: [1, 1, 1]);

        Assert.Equal(10.0 / 3, Raw("direct_method", rows), 12);
        Assert.Equal(10.0 / 3, Raw("inverse_propensity", rows), 12);
        Assert.Equal(4, Raw("doubly_robust", rows), 12);
        Assert.Equal(0.625, Normalized("inverse_propensity", rows), 12);
        Assert.Equal(0.75, Normalized("doubly_robust", rows), 12);
    }

    [Fact]
    public void Slates_of_a_stochastic_policy_are_weighed_by_their_probability()
    {
        var rows = Slates(loggedActions: [0, 0, 0], propensities: [0.2, 0.5, 0.4], targets: [0.4, 0.3, 0.7]);

        Assert.Equal(7.75, Raw("inverse_propensity", rows), 12);
        Assert.Equal(1.453125, Normalized("inverse_propensity", rows), 12);
    }

    /// <summary>In state p only a was logged, with rewards 2 and 4; the policy takes b, of which nothing is known but that.</summary>
    [Fact]
    public void Where_no_logged_action_is_the_policys_fitted_values_are_those_of_the_log()
    {
        var rows = HandPage.Rows with
        {
            EpisodeIds = ["x", "y", "z"],
            SequenceNumbers = [0, 0, 0],
            LoggedActions = [0, 0, 1],
            TargetPropensities = [0, 1, 0, 1, 0, 1],
            States = ["p", "p", "q"],
            Reward = HandPage.Rows.Reward with { Logged = [2, 4, 6] },
        };

        Assert.Equal((3 + 3 + 6) / 3.0, Raw("fitted_q_evaluation", rows), 12);
    }

    [Fact]
    public void Weights_that_are_all_gone_at_the_end_are_told()
    {
        var weights = HandPage.Rows with { TargetPropensities = [1, 0, 1, 0, 1, 0] };
        var told = Estimation.Of(
            EstimatorCatalog.Standard["weighted_per_decision_importance_sampling"], EvaluationSample.Of(EvaluationPage.From(weights)), new() { Gamma = HandPage.Gamma });
        var untold = Estimation.Of(EstimatorCatalog.Standard["weighted_per_decision_importance_sampling"], EvaluationSample.Of(HandPage.Page), new() { Gamma = HandPage.Gamma });

        Assert.Contains(told.Notes, note => note.StartsWith("No episode has any weight at its end", StringComparison.Ordinal));
        Assert.DoesNotContain(untold.Notes, note => note.StartsWith("No episode has any weight", StringComparison.Ordinal));
    }

    /// <summary>The prediction of the logged action is its own column: it need not be that of the action's cell.</summary>
    [Fact]
    public void Two_samples_of_a_bandit_give_the_values_of_ReAgents_test()
    {
        var rows = HandPage.Rows with
        {
            EpisodeIds = ["s1", "s2"],
            SequenceNumbers = [0, 0],
            LoggedActions = [0, 1],
            LoggedPropensities = [0.7, 0.5],
            TargetPropensities = [0.6, 0.4, 0.7, 0.3],
            States = null,
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [1, 0],
                ModelRewards = [0.4, 0.5, 0, 0],
                ModelRewardsForLoggedAction = [0.5, 0],
            },
        };

        Assert.Equal(0.428571, Raw("inverse_propensity", rows), 6);
        Assert.Equal(0.22, Raw("direct_method", rows), 6);
        Assert.Equal(0.434286, Raw("doubly_robust", rows), 6);
    }

    [Theory]
    [InlineData("direct_method")]
    [InlineData("doubly_robust")]
    [InlineData("doubly_robust_with_shrinkage")]
    [InlineData("replay")]
    [InlineData("self_normalized_doubly_robust")]
    [InlineData("self_normalized_inverse_propensity")]
    [InlineData("switch_dr")]
    public void A_reward_that_is_higher_by_1_in_log_and_model_is_worth_1_more_per_step(string key) => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var shifted = rows with
        {
            Reward = rows.Reward with
            {
                Logged = Plus1(rows.Reward.Logged),
                ModelRewards = Plus1(rows.Reward.ModelRewards),
                ModelRewardsForLoggedAction = Plus1(rows.Reward.ModelRewardsForLoggedAction),
            },
        };

        Assert.Equal(Raw(key, rows) + 1, Raw(key, shifted), 9);
    });

    /// <summary>The values of the models rise by what is still to come: Σ_k γ^k over the remaining steps.</summary>
    [Theory]
    [InlineData("sequential_doubly_robust")]
    [InlineData("weighted_doubly_robust")]
    public void A_reward_that_is_higher_by_1_in_log_and_model_is_worth_its_discounted_sum_more_per_episode(string key) => Laws.Hold(seed =>
    {
        var rows = EvaluationPage.From(SyntheticPages.Rows(seed)).Rows;
        var page = EvaluationPage.From(rows);
        var toCome = new double[page.Steps];
        for (var row = page.Steps - 1; row >= 0; row--)
        {
            toCome[row] = 1 + (page.EpisodeOffsets.Contains(row + 1) ? 0 : Gamma * toCome[row + 1]);
        }

        var shifted = rows with
        {
            Reward = rows.Reward with
            {
                Logged = Plus1(rows.Reward.Logged),
                ModelValues = [.. rows.Reward.ModelValues!.Select((value, cell) => value + toCome[cell / page.ActionCount])],
            },
        };

        Assert.Equal(Raw(key, rows) + page.EpisodeOffsets.SkipLast(1).Average(first => toCome[first]), Raw(key, shifted), 8);
    });

    [Fact]
    public void Episodes_and_rows_in_another_order_change_no_bit_of_the_report() => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var order = Enumerable.Range(0, rows.EpisodeIds.Length).ToArray();
        new RandomStream((ulong)(uint)seed, "tests/order").Shuffle<int>(order);

        Assert.Equal(Report(rows), Report(SyntheticPages.Take(rows, order)));
    }, seeds: 15);

    [Fact]
    public void When_every_episode_has_one_step_sequential_and_plain_doubly_robust_are_the_same() => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed, longest: 1);
        var bandit = rows with { Reward = rows.Reward with { ModelValues = rows.Reward.ModelRewards } };

        Assert.Equal(Raw("doubly_robust", bandit), Raw("sequential_doubly_robust", bandit), 9);
    });

    [Fact]
    public void A_thousand_steps_of_small_weights_do_not_vanish()
    {
        var rows = SyntheticPages.Rows(5, episodes: 8, longest: 1200);
        var page = EvaluationPage.From(rows with { LoggedPropensities = [.. rows.LoggedPropensities.Select(_ => 1.0)] });

        var sample = EvaluationSample.Of(page);

        var estimator = EstimatorCatalog.Standard["weighted_doubly_robust"];
        var estimate = Estimation.Of(estimator, sample, new() { Gamma = 1, CostlyResamples = 10 });

        Assert.InRange(Math.Abs(estimate.Raw!.Value), 1, 1e5);
        Assert.InRange(LogDiagnostics.Of(sample, new()).EpisodeWeights.EffectiveSampleSize, 1, 8);
    }

    private static EvaluationColumns Slates(int[] loggedActions, double[] propensities, double[] targets) => new()
    {
        ActionNames = ["slate"],
        EpisodeIds = ["0", "1", "2"],
        SequenceNumbers = [0, 0, 0],
        LoggedActions = loggedActions,
        LoggedPropensities = propensities,
        TargetPropensities = targets,
        Reward = new OutcomeColumns
        {
            Name = "reward",
            Logged = [4, 5, 7],
            ModelRewards = [1, 4, 5],
            ModelRewardsForLoggedAction = [2, 4, 6],
        },
    };

    private static double Raw(string key, EvaluationColumns rows) => Estimate(key, rows).Raw!.Value;

    private static double Normalized(string key, EvaluationColumns rows) => Estimate(key, rows).Normalized!.Value;

    private static Estimate Estimate(string key, EvaluationColumns rows) => Estimation.Of(
        EstimatorCatalog.Standard[key],
        EvaluationSample.Of(EvaluationPage.From(rows)),
        new() { Gamma = Gamma, Resamples = 2, CostlyResamples = 2 });

    private static byte[] Report(EvaluationColumns rows) => CpeReportJson.Write(
        CounterfactualEvaluation.Evaluate(EvaluationPage.From(rows), new() { Gamma = Gamma, Resamples = 50, CostlyResamples = 20 }));

    private static double[] Plus1(double[] values) => [.. values.Select(value => value + 1)];
}
