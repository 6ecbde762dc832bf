using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Estimators;

/// <summary>What every estimator must do. An estimator joins by its row in <see cref="EstimatorExpectation.All"/>.</summary>
public class EstimatorConformanceTests
{
    private static readonly EvaluationOptions Options = new() { Gamma = HandPage.Gamma, Resamples = 100, CostlyResamples = 40 };

    public static TheoryData<string> Keys => [.. EstimatorExpectation.All.Select(expectation => expectation.Key)];

    [Fact]
    public void Every_estimator_of_the_catalog_has_its_row() => Assert.Equal(
        EstimatorCatalog.Standard.All.Select(estimator => estimator.Key).Order(StringComparer.Ordinal),
        EstimatorExpectation.All.Select(row => row.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_gives_the_value_worked_out_on_paper(string key)
    {
        var (expected, estimate) = (Expectation(key), Estimate(key, HandPage.Page));

        Assert.Equal(expected.Value, estimate.Raw!.Value, 12);
        Assert.Equal(expected.Logged, estimate.LoggedMean!.Value, 12);
        Assert.Equal(expected.Value / expected.Logged, estimate.Normalized!.Value, 12);
        Assert.Equal(expected.Value - expected.Logged, estimate.Difference!.Value, 12);
        Assert.Equal(expected.Unit, estimate.Unit);
        Assert.Equal((2, 3), (estimate.Episodes, estimate.Steps));
        Assert.Null(estimate.Reason);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Without_propensities_it_answers_or_says_why_not(string key)
    {
        foreach (var unknown in new[] { 0, double.NaN })
        {
            var page = EvaluationPage.From(HandPage.Rows with { LoggedPropensities = [unknown, unknown, unknown] });

            AssertAnswers(!Expectation(key).Needs.HasFlag(Needed.Propensities), Estimate(key, page), "propensities");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Without_model_values_it_answers_or_says_why_not(string key)
    {
        var page = EvaluationPage.From(HandPage.Rows with { Reward = HandPage.Rows.Reward with { ModelValues = null } });

        AssertAnswers(!Expectation(key).Needs.HasFlag(Needed.ModelValues), Estimate(key, page), "no model values");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Without_any_model_it_answers_or_says_why_not(string key)
    {
        string[] modelled =
        [
            "direct_method", "doubly_robust", "doubly_robust_with_shrinkage", "self_normalized_doubly_robust", "switch", "switch_dr", "episode_direct_method",
            "sequential_doubly_robust", "weighted_doubly_robust", "magic",
        ];
        var reward = HandPage.Rows.Reward with { HasModel = false, ModelRewards = new double[6], ModelRewardsForLoggedAction = new double[3], ModelValues = null };

        AssertAnswers(!modelled.Contains(key), Estimate(key, EvaluationPage.From(HandPage.Rows with { Reward = reward })), "There is no model of reward");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Without_states_it_answers_or_says_why_not(string key)
    {
        var page = EvaluationPage.From(HandPage.Rows with { States = null });

        AssertAnswers(!Expectation(key).Needs.HasFlag(Needed.States), Estimate(key, page), "no states");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void With_one_episode_it_answers_without_intervals_or_says_why_not(string key)
    {
        var estimate = Estimate(key, HandPage.Page.Select([0]));

        AssertAnswers(Expectation(key).FewestEpisodes == 1, estimate, "needs 2 episodes and has 1");
        Assert.Null(estimate.RawInterval);
        Assert.Null(estimate.StandardError);
        Assert.True(estimate.Raw is null || estimate.Notes[^1].StartsWith("No intervals: there is one episode", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Without_steps_it_says_so(string key) => AssertAnswers(false, Estimate(key, HandPage.Page.Select([])), "There are no ");

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_few_steps_without_propensity_are_set_aside_and_told(string key)
    {
        var rows = SyntheticPages.Rows(3, episodes: 30);
        var page = EvaluationPage.From(rows with { LoggedPropensities = [double.NaN, .. rows.LoggedPropensities[1..]] });

        var estimate = Estimate(key, page);

        Assert.NotNull(estimate.RawInterval);
        var setsAside = Expectation(key).Needs.HasFlag(Needed.Propensities);
        Assert.Equal(setsAside, estimate.Notes.Any(note => note.StartsWith("1 of ", StringComparison.Ordinal)));
        Assert.Equal(setsAside, estimate.Steps < page.Steps);
        Assert.InRange(estimate.Raw!.Value, -1000, 1000);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void When_more_steps_lack_a_propensity_than_may_it_answers_or_says_why_not(string key)
    {
        var rows = SyntheticPages.Rows(3, episodes: 30);
        double[] propensities = [.. rows.LoggedPropensities.Select((known, row) => row % 4 == 0 ? double.NaN : known)];
        var page = EvaluationPage.From(rows with { LoggedPropensities = propensities });

        AssertAnswers(!Expectation(key).Needs.HasFlag(Needed.Propensities), Estimate(key, page), "That is more than the 10 % that may be.");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_is_resampled_as_often_as_its_cost_allows(string key) => Assert.Equal(
        Expectation(key).IsCostly ? Options.CostlyResamples : Options.Resamples, Estimate(key, HandPage.Page).Resamples);

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_is_finite_or_absent_however_degenerate_the_weights(string key) => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed, episodes: 6, longest: 40);
        double[] extremes = [1, 1e-9, 1e-150, 1e-300, 5e-324, 0, double.NaN];
        var page = EvaluationPage.From(rows with
        {
            LoggedPropensities = [.. rows.LoggedPropensities.Select((_, row) => extremes[(row + (seed & 0xff)) % (2 + (seed & 3))])],
            Reward = rows.Reward with { Logged = [.. rows.Reward.Logged.Select(reward => reward * ((seed & 4) == 0 ? 1 : 1e150))] },
        });

        var estimate = Estimate(key, page);

        Assert.True(estimate.Raw is null == estimate.Reason is not null);
        double?[] numbers =
        [
            estimate.Raw, estimate.LoggedMean, estimate.Normalized, estimate.Difference, estimate.StandardError,
            estimate.RawInterval?.Low, estimate.NormalizedInterval?.Low, estimate.DifferenceInterval?.Low,
            estimate.RawInterval?.High, estimate.NormalizedInterval?.High, estimate.DifferenceInterval?.High,
        ];
        Assert.All(numbers, number => Assert.True(number is null || double.IsFinite(number.Value), $"{number}"));
    });

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_depends_on_page_and_seed_alone(string key)
    {
        var page = SyntheticPages.Page(9);

        Assert.Equivalent(Estimate(key, page), Estimate(key, page), strict: true);
        Assert.NotEqual(Estimate(key, page).RawInterval, Estimate(key, page, seed: 1).RawInterval);
    }

    /// <summary>A power of two, so that not a bit may change but the exponent.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void Four_times_the_reward_is_worth_four_times_as_much(string key) => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var single = Estimate(key, EvaluationPage.From(rows));
        var fourfold = Estimate(key, EvaluationPage.From(rows with { Reward = Times(rows.Reward, 4) }));

        Assert.Equal(4 * single.Raw, fourfold.Raw);
        Assert.Equal(4 * single.RawInterval?.Low, fourfold.RawInterval?.Low);
        Assert.Equal(4 * single.StandardError, fourfold.StandardError);
        Assert.Equal(single.Normalized, fourfold.Normalized);
        Assert.Equal(single.NormalizedInterval, fourfold.NormalizedInterval);
    });

    /// <summary>With models that know nothing, importance weights of 1 leave what was logged.</summary>
    [Theory]
    [InlineData("doubly_robust")]
    [InlineData("inverse_propensity")]
    [InlineData("replay")]
    [InlineData("self_normalized_doubly_robust")]
    [InlineData("self_normalized_inverse_propensity")]
    [InlineData("switch")]
    [InlineData("switch_dr")]
    [InlineData("sequential_doubly_robust")]
    [InlineData("weighted_doubly_robust")]
    [InlineData("importance_sampling")]
    [InlineData("per_decision_importance_sampling")]
    [InlineData("weighted_importance_sampling")]
    [InlineData("weighted_per_decision_importance_sampling")]
    [InlineData("capped_importance_sampling")]
    [InlineData("capped_per_decision_importance_sampling")]
    [InlineData("marginalized_importance_sampling")]
    public void A_policy_that_wrote_the_log_is_worth_what_it_logged(string key) => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed, onPolicy: true);
        var page = EvaluationPage.From(rows with
        {
            LoggingPropensities = rows.TargetPropensities,
            Reward = Times(rows.Reward, 0) with { Logged = rows.Reward.Logged },
        });
        var estimate = Estimate(key, page);

        Assert.All(EvaluationSample.Of(page).StepWeights, weight => Assert.Equal(1, weight));
        Assert.Equal(estimate.LoggedMean!.Value, estimate.Raw!.Value, 10);
        Assert.Equal(0, estimate.DifferenceInterval!.Low, 10);
        Assert.Equal(0, estimate.DifferenceInterval.High, 10);
    });

    private static EstimatorExpectation Expectation(string key) => EstimatorExpectation.All.Single(expectation => expectation.Key == key);

    private static Estimate Estimate(string key, EvaluationPage page, ulong seed = 0) =>
        Estimation.Of(EstimatorCatalog.Standard[key], EvaluationSample.Of(WithLoggingPolicy(page)), Options with { Seed = seed });

    private static EvaluationPage WithLoggingPolicy(EvaluationPage page) => page.LoggingPropensities is not null
        ? page
        : EvaluationPage.From(page.Rows with { LoggingPropensities = SyntheticPages.LoggingPolicy(page.Rows) });

    private static void AssertAnswers(bool answers, Estimate estimate, string reason)
    {
        if (answers)
        {
            Assert.NotNull(estimate.Raw);
            Assert.Null(estimate.Reason);
        }
        else
        {
            Assert.Null(estimate.Raw);
            Assert.Null(estimate.Normalized);
            Assert.Contains(reason, estimate.Reason, StringComparison.Ordinal);
        }
    }

    private static OutcomeColumns Times(OutcomeColumns outcome, double factor) => outcome with
    {
        Logged = [.. outcome.Logged.Select(value => factor * value)],
        ModelRewards = [.. outcome.ModelRewards.Select(value => factor * value)],
        ModelRewardsForLoggedAction = [.. outcome.ModelRewardsForLoggedAction.Select(value => factor * value)],
        ModelValues = [.. outcome.ModelValues!.Select(value => factor * value)],
    };
}
