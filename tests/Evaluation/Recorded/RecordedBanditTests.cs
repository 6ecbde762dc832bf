using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>Estimates of bandits against those that ReAgent computed in float32 from the same samples.</summary>
public class RecordedBanditTests
{
    private static readonly EvaluationOptions Options = new() { Gamma = 1 };

    [Theory]
    [InlineData("bandit_40_samples")]
    [InlineData("bandit_binary_rewards")]
    [InlineData("bandit_negative_rewards_none_actions")]
    [InlineData("bandit_small_propensities")]
    public void Estimates_without_a_threshold_equal_those_of_ReAgent(string name)
    {
        var recorded = RecordedBandit.Load(name);
        var sample = recorded.Sample();

        RecordedCase.AssertClose(recorded.Number("dm", "estimated_reward"), Value("direct_method", sample, Options));
        RecordedCase.AssertClose(recorded.Number("ips", "estimated_reward"), Value("inverse_propensity", sample, Options));
        RecordedCase.AssertClose(recorded.Number("dr", "estimated_reward"), Value("doubly_robust", sample, Options));
    }

    /// <summary>ReAgent divides the mean of w r, not its sum, by the sum of w: n times too small. The recorded sane value is right.</summary>
    [Theory]
    [InlineData("bandit_40_samples")]
    [InlineData("bandit_binary_rewards")]
    [InlineData("bandit_negative_rewards_none_actions")]
    [InlineData("bandit_small_propensities")]
    public void Self_normalized_inverse_propensity_is_what_weighted_importance_sampling_of_ReAgent_should_be(string name)
    {
        var recorded = RecordedBandit.Load(name);

        RecordedCase.AssertClose(
            recorded.Number("ips_weighted", "sane_estimated_reward"),
            Value("self_normalized_inverse_propensity", recorded.Sample(), Options));
    }

    [Theory]
    [InlineData("switch_rmax1", 1)]
    [InlineData("switch_rmax_0.05", 0.05)]
    [InlineData("switch_rmax_0.01", 0.01)]
    [InlineData("switch_exp_base_1", 1, 21, 1)]
    [InlineData("switch_candidates_5_base_2", 0.05, 5, 2)]
    public void Switch_chooses_the_threshold_and_has_the_value_of_ReAgent(
        string estimator, double range, int candidates = 21, double candidateBase = 1.5)
    {
        foreach (var name in new[] { "bandit_40_samples", "bandit_binary_rewards" })
        {
            var recorded = RecordedBandit.Load(name);
            var sample = recorded.Sample();
            var options = Options with { RewardRange = range, SwitchCandidates = candidates, SwitchCandidateBase = candidateBase };

            var weights = new ActionWeights(sample, [.. Enumerable.Range(0, sample.Page.Steps)], options.SmallestLoggingPropensity);
            RecordedCase.AssertClose(
                RecordedCase.Tensor(recorded.Estimate(estimator), "candidate_thresholds"), [.. SwitchThreshold.Candidates(weights, options)]);
            RecordedCase.AssertClose(recorded.Number(estimator, "estimated_reward"), Value("switch", sample, options));
        }
    }

    /// <summary>ReAgent bounds rewards by the largest one, logged or predicted.</summary>
    [Theory]
    [InlineData("bandit_40_samples")]
    [InlineData("bandit_binary_rewards")]
    public void Switch_has_the_value_of_ReAgent_with_its_estimated_bound(string name)
    {
        var recorded = RecordedBandit.Load(name);
        var sample = recorded.Sample();
        var reward = sample.Page.Reward;

        RecordedCase.AssertClose(
            recorded.Number("switch_rmax_estimated", "estimated_reward"),
            Value("switch", sample, Options with { RewardRange = reward.Logged.Concat(reward.ModelRewards).Max() }));
    }

    [Theory]
    [InlineData("bandit_40_samples")]
    [InlineData("bandit_binary_rewards")]
    [InlineData("bandit_small_propensities")]
    public void A_threshold_of_0_leaves_everything_to_the_model(string name)
    {
        var recorded = RecordedBandit.Load(name);
        var (sample, options) = (recorded.Sample(), Options with { SwitchThreshold = 0 });

        RecordedCase.AssertClose(recorded.Number("switch_candidates_0", "estimated_reward"), Value("switch", sample, options));
        RecordedCase.AssertClose(recorded.Number("switch_dr_candidates_0", "estimated_reward"), Value("switch_dr", sample, options));
    }

    /// <summary>
    /// ReAgent's switch-DR counts the model's share of the actions above the threshold twice, and so judges the thresholds by wrong
    /// values. The recorded value of the paper's formula, at the threshold that ReAgent chose, is right.
    /// </summary>
    [Theory]
    [InlineData("switch_dr_rmax1")]
    [InlineData("switch_dr_rmax_estimated")]
    [InlineData("switch_dr_rmax_0.05")]
    [InlineData("switch_dr_rmax_0.01")]
    [InlineData("switch_dr_exp_base_1")]
    [InlineData("switch_dr_candidates_5_base_2")]
    public void Switch_doubly_robust_has_the_value_of_the_papers_formula(string estimator)
    {
        foreach (var name in new[] { "bandit_40_samples", "bandit_binary_rewards", "bandit_small_propensities" })
        {
            var recorded = RecordedBandit.Load(name);

            RecordedCase.AssertClose(
                recorded.Number(estimator, "paper_value_at_chosen_threshold"),
                Value("switch_dr", recorded.Sample(), Options with { SwitchThreshold = Threshold(recorded, estimator) }));
        }
    }

    /// <summary>
    /// ReAgent gives actions that the log hardly ever takes a weight of 0, which is below every threshold: neither importance sampling
    /// nor the model speaks for them. Here the model does.
    /// </summary>
    [Theory]
    [InlineData("switch_rmax1")]
    [InlineData("switch_rmax_0.05")]
    public void Switch_does_not_drop_actions_that_the_log_hardly_ever_takes(string estimator)
    {
        var recorded = RecordedBandit.Load("bandit_small_propensities");
        var sample = recorded.Sample();
        var page = sample.Page;
        var dropped = Enumerable.Range(0, page.TargetPropensities.Length)
            .Where(cell => page.LoggingPropensities![cell] < 1e-6)
            .Sum(cell => page.TargetPropensities[cell] * page.Reward.ModelRewards[cell]) / page.Steps;

        Assert.InRange(dropped, 0.05, 1);
        RecordedCase.AssertClose(
            recorded.Number(estimator, "estimated_reward") + dropped,
            Value("switch", sample, Options with { SwitchThreshold = Threshold(recorded, estimator) }));
    }

    /// <summary>
    /// ReAgent's offline evaluation of an arm-choosing policy, with its weights of samples as part of the importance weights: what is
    /// shared out does not depend on their scale, so that they may be divided by the largest.
    /// </summary>
    [Theory]
    [InlineData("policy_evaluator_arm_presence")]
    [InlineData("policy_evaluator_max_weight")]
    [InlineData("policy_evaluator_no_arm_presence")]
    public void Self_normalized_inverse_propensity_is_the_average_reward_of_the_policy_evaluator(string name)
    {
        var recorded = RecordedCase.Load($"bandits/{name}");
        List<double> rewards = [], weights = [];
        foreach (var step in recorded.Root.GetProperty("steps").EnumerateArray())
        {
            var batch = step.GetProperty("batch");
            var importance = RecordedCase.Tensor(step, "importance_weight");
            rewards.AddRange(RecordedCase.Tensor(batch, "reward"));
            weights.AddRange(batch.TryGetProperty("weight", out _)
                ? RecordedCase.Tensor(batch, "weight").Zip(importance, (weight, ratio) => weight * ratio)
                : importance);
        }

        var smallest = weights.Where(weight => weight > 0).Min();
        var page = EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = ["taken", "other"],
            EpisodeIds = [.. rewards.Select((_, index) => $"{index:D3}")],
            SequenceNumbers = new long[rewards.Count],
            LoggedActions = [.. weights.Select(weight => weight > 0 ? 0 : 1)],
            LoggedPropensities = [.. weights.Select(weight => weight > 0 ? smallest / weight : 1)],
            TargetPropensities = [.. weights.SelectMany(_ => new[] { 1.0, 0.0 })],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [.. rewards],
                ModelRewards = new double[2 * rewards.Count],
                ModelRewardsForLoggedAction = new double[rewards.Count],
            },
        });

        RecordedCase.AssertClose(
            recorded.Number("final_avg_reward"), Value("self_normalized_inverse_propensity", EvaluationSample.Of(page), Options));
    }

    // Above what it was recorded as, which is rounded.
    private static double Threshold(RecordedBandit recorded, string estimator) =>
        recorded.Number(estimator, "chosen_threshold") * (1 + 1e-6);

    private static double Value(string key, EvaluationSample sample, EvaluationOptions options)
    {
        EpisodeStatistic target = Assert.IsType<Prepared>(EstimatorCatalog.Standard[key].Prepare(sample, options)).Target;
        return target.Evaluate([.. Enumerable.Repeat(1.0, target.Episodes)]);
    }
}
