using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Estimators;

/// <summary>Laws of the estimators that shorten, share out or draw by importance weights.</summary>
public class BanditEstimatorLawTests
{
    private static readonly EvaluationOptions Options = new() { Gamma = 1, Resamples = 2 };

    // Logged: weights 2, 1, 1 and surprises ½, 1, 0. Another action has a weight above 0 only in x 0: ⅔.
    private static readonly EvaluationColumns Rows = HandPage.Rows with
    {
        LoggingPropensities = [0.25, 0.75, 0.5, 0.5, 0.5, 0.5],
        Reward = HandPage.Rows.Reward with { ModelRewardsForLoggedAction = [0.5, 2, 2] },
    };

    /// <summary>Of x 0, the model speaks for action a (weight 2) between 1 and 2, and for action b (weight ⅔) below ⅔.</summary>
    [Theory]
    [InlineData(2, (2.0 + 3 + 2) / 3)]
    [InlineData(1.5, (0.5 + 3 + 2) / 3)]
    [InlineData(1, (0.5 + 3 + 2) / 3)]
    [InlineData(0.9, (0.5 + 1 + 2) / 3)]
    [InlineData(0.5, (2.0 + 1 + 2) / 3)]
    public void Switch_leaves_actions_above_the_threshold_to_the_model(double threshold, double expected) =>
        Assert.Equal(expected, Raw("switch", Rows, Options with { SwitchThreshold = threshold }), 12);

    [Theory]
    [InlineData(2, (2.0 + 1 + 1 + 1 + 2) / 3)]
    [InlineData(1.5, (2.0 + 1 + 1 + 2) / 3)]
    [InlineData(1, (2.0 + 1 + 1 + 2) / 3)]
    [InlineData(0.9, (2.0 + 1 + 2) / 3)]
    public void Switch_doubly_robust_does_not_correct_above_the_threshold(double threshold, double expected) =>
        Assert.Equal(expected, Raw("switch_dr", Rows, Options with { SwitchThreshold = threshold }), 12);

    /// <summary>ŵ = λ w / (w² + λ) of weights 2 and 1, which correct by ½ and 1.</summary>
    [Theory]
    [InlineData(1, (5 + (0.5 * 0.4) + 0.5) / 3)]
    [InlineData(4, (5 + (0.5 * 1) + 0.8) / 3)]
    [InlineData(double.PositiveInfinity, (5 + (0.5 * 2) + 1) / 3)]
    public void Shrinkage_makes_large_weights_smaller(double shrinkage, double expected) =>
        Assert.Equal(expected, Raw("doubly_robust_with_shrinkage", Rows, Options with { Shrinkage = shrinkage }), 12);

    /// <summary>The candidates and their squared errors again, from their definitions; most seeds find one better than none.</summary>
    [Fact]
    public void Shrinkage_is_chosen_for_the_least_estimated_squared_error()
    {
        var shrunk = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var rows = SyntheticPages.Rows(seed, episodes: 40);
            var sample = EvaluationSample.Of(EvaluationPage.From(rows));
            var (weights, reward) = (sample.StepWeights, sample.Page.Reward);
            double[] surprises = [.. reward.Logged.Zip(reward.ModelRewardsForLoggedAction, (logged, predicted) => logged - predicted)];
            double[] ascending = [.. weights.Order()];
            var low = Math.Pow(ascending[(int)(0.05 * (weights.Length - 1))], 2) / 100;
            var high = Math.Pow(ascending[(int)(0.95 * (weights.Length - 1))], 2) * 100;
            double SquaredError(double shrinkage)
            {
                double[] kept = double.IsInfinity(shrinkage)
                    ? weights
                    : [.. weights.Select(weight => shrinkage * weight / ((weight * weight) + shrinkage))];
                double[] values = [.. kept.Select((weight, row) => sample.TargetRewards[row] + (weight * surprises[row]))];
                var bias = kept.Select((weight, row) => (weight - weights[row]) * surprises[row]).Average();
                return (values.Sum(value => Math.Pow(value - values.Average(), 2)) / Math.Pow(values.Length, 2)) + (bias * bias);
            }

            var best = Enumerable.Range(0, 30).Select(candidate => low * Math.Pow(high / low, candidate / 29.0))
                .Append(double.PositiveInfinity).MinBy(SquaredError);
            shrunk += double.IsFinite(best) ? 1 : 0;
            Assert.Equal(
                Raw("doubly_robust_with_shrinkage", rows, Options with { Shrinkage = best }),
                Raw("doubly_robust_with_shrinkage", rows, Options),
                9);
        }

        Assert.InRange(shrunk, 10, 20);
    }

    /// <summary>
    /// The thresholds are ⅔ + (2 − ⅔) / 8 and 2. At the first, the values ½, 1, 2 vary by 0.13, and the bias may be ⅚ of the range; at the
    /// second, the values 20, 3, 2 vary by 22.7. The range of rewards is 10, their model's error perhaps much less.
    /// </summary>
    [Theory]
    [InlineData(null, 25.0 / 3)]
    [InlineData(1.0, 3.5 / 3)]
    public void Switch_weighs_the_bias_that_the_model_may_have(double? range, double expected)
    {
        var rows = Rows with { Reward = Rows.Reward with { Logged = [10, 3, 2] } };

        Assert.Equal(
            expected, Raw("switch", rows, Options with { RewardRange = range, SwitchCandidates = 2, SwitchCandidateBase = 8 }), 12);
    }

    /// <summary>By a weight of logged actions alone, the share above a threshold is estimated rather than known.</summary>
    [Theory]
    [InlineData(1, 0.5 / 3, 2.0 / 3)]
    [InlineData(0.9, 2.5 / 3, 4.0 / 3)]
    [InlineData(2, 0, 0)]
    public void The_share_above_a_threshold_is_known_or_estimated(double threshold, double known, double estimated)
    {
        double ShareOf(EvaluationColumns rows) =>
            new ActionWeights(EvaluationSample.Of(EvaluationPage.From(rows)), [0, 1, 2], 1e-6).ShareAbove(threshold);

        Assert.Equal(known, ShareOf(Rows), 12);
        Assert.Equal(estimated, ShareOf(Rows with { LoggingPropensities = null }), 12);
    }

    [Fact]
    public void Switch_needs_to_know_the_propensities_of_all_actions()
    {
        var estimate = Estimate("switch", Rows with { LoggingPropensities = null }, Options);

        Assert.Null(estimate.Raw);
        Assert.Equal("The page has the logging policy's propensities of the logged actions only.", estimate.Reason);
    }

    [Fact]
    public void An_action_that_the_log_never_takes_is_left_to_the_model_whatever_the_threshold()
    {
        var rows = Rows with { LoggedPropensities = [double.NaN, 0.5, 1], LoggingPropensities = [0.5, 0.5, 0.5, 0.5, 0, 1] };

        var options = Options with { SwitchThreshold = double.PositiveInfinity, LargestSetAsideShare = 1 };

        // x 1 by its reward; y 0 half by its reward and half by what the model says of the action that was never taken.
        Assert.Equal((3 + 1 + 1) / 2.0, Raw("switch", rows, options), 12);
    }

    [Theory]
    [InlineData("switch", "inverse_propensity")]
    [InlineData("switch_dr", "doubly_robust")]
    public void With_one_candidate_there_is_no_switch(string key, string plain) => Laws.Hold(seed =>
    {
        var rows = WithLoggingPolicy(SyntheticPages.Rows(seed));

        Assert.Equal(Raw(plain, rows, Options), Raw(key, rows, Options with { SwitchCandidates = 1 }));
        Assert.Equal(Raw(plain, rows, Options), Raw(key, rows, Options with { SwitchCandidateBase = 1 }));
    });

    [Fact]
    public void Infinite_and_vanishing_shrinkage_are_doubly_robust_and_the_direct_method() => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        double With(double shrinkage) => Raw("doubly_robust_with_shrinkage", rows, Options with { Shrinkage = shrinkage });

        Assert.Equal(Raw("doubly_robust", rows, Options), With(double.PositiveInfinity));
        Assert.Equal(Raw("direct_method", rows, Options), With(1e-15), 9);
    });

    [Theory]
    [InlineData("self_normalized_inverse_propensity")]
    [InlineData("replay")]
    public void What_is_shared_out_stays_within_the_logged_rewards(string key) => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);

        Assert.InRange(Raw(key, rows, Options), rows.Reward.Logged.Min() - 1e-12, rows.Reward.Logged.Max() + 1e-12);
    });

    [Theory]
    [InlineData("self_normalized_inverse_propensity")]
    [InlineData("self_normalized_doubly_robust")]
    [InlineData("replay")]
    public void Halved_propensities_change_nothing_that_is_shared_out(string key) => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var halved = rows with { LoggedPropensities = [.. rows.LoggedPropensities.Select(known => known / 2)] };

        Assert.Equal(Raw(key, rows, Options), Raw(key, halved, Options), 12);
    });

    [Theory]
    [InlineData("self_normalized_inverse_propensity")]
    [InlineData("self_normalized_doubly_robust")]
    [InlineData("replay")]
    public void A_policy_that_does_nothing_that_was_logged_has_no_value(string key)
    {
        var rows = Rows with { LoggedActions = [LoggedActions.NotAmongThem, LoggedActions.NotAmongThem, LoggedActions.NotAmongThem] };

        Assert.StartsWith("The policy takes none of the logged actions", Estimate(key, rows, Options).Reason, StringComparison.Ordinal);
    }

    /// <summary>The log of Li et al.: uniformly random actions, and a policy that always takes one.</summary>
    [Fact]
    public void In_a_uniform_log_replay_is_the_mean_reward_where_the_policy_agrees() => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed, actions: 2);
        var uniform = rows with
        {
            LoggedPropensities = [.. rows.LoggedPropensities.Select(_ => 0.5)],
            TargetPropensities = [.. rows.LoggedPropensities.SelectMany(_ => new[] { 1.0, 0.0 })],
        };

        var agreeing = Enumerable.Range(0, rows.LoggedActions.Length).Where(row => rows.LoggedActions[row] == 0);
        Assert.Equal(agreeing.Average(row => rows.Reward.Logged[row]), Raw("replay", uniform, Options), 12);
    });

    /// <summary>The draws of an episode are its own, so that shards of the log draw what the whole log would.</summary>
    [Fact]
    public void Replay_draws_the_same_steps_of_an_episode_whatever_the_other_episodes()
    {
        var page = EvaluationPage.From(SyntheticPages.Rows(4, episodes: 40));
        var largest = Array.IndexOf(EvaluationSample.Of(page).StepWeights, EvaluationSample.Of(page).StepWeights.Max());
        var episode = Array.FindLastIndex(page.EpisodeOffsets, offset => offset <= largest);
        int[] some = [.. new[] { 0, 1, 2, episode, page.Episodes - 1 }.Distinct()];
        double[] Accepted(EvaluationPage part)
        {
            var target = Assert.IsType<Prepared>(new Replay().Prepare(EvaluationSample.Of(part), Options)).Target;
            return
            [
                .. some.Select(wanted => target.Evaluate(
                    [.. part.EpisodeIds.Select(id => id == page.EpisodeIds[wanted] ? 1.0 : 0)])),
            ];
        }

        Assert.Equal(Accepted(page), Accepted(page.Select(some)));
    }

    [Fact]
    public void Statistics_of_different_episodes_do_not_add() => Assert.Throws<ArgumentException>(
        () => new SumOfStatistics(RatioOfSums.MeanOf([1, 2]), RatioOfSums.MeanOf([1])));

    private static EvaluationColumns WithLoggingPolicy(EvaluationColumns rows) =>
        rows with { LoggingPropensities = SyntheticPages.LoggingPolicy(rows) };

    private static double Raw(string key, EvaluationColumns rows, EvaluationOptions options) => Estimate(key, rows, options).Raw!.Value;

    private static Estimate Estimate(string key, EvaluationColumns rows, EvaluationOptions options) =>
        Estimation.Of(EstimatorCatalog.Standard[key], EvaluationSample.Of(EvaluationPage.From(rows)), options);
}
