using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>Estimates against those that ReAgent computed in float32 on the same pages.</summary>
public class RecordedEstimatesTests
{
    public static TheoryData<string> Cases =>
    [
        "evaluation/page_10_episodes_short",
        "evaluation/page_20_episodes_gaps",
        "evaluation/page_5_long_episodes",
        "evaluation/page_60_episodes",
        "evaluation/page_deterministic_policy",
        "evaluation/page_equal_length_2_episodes",
        "evaluation/page_negative_rewards",
        "evaluation/page_single_episode",
        "cpe/discrete_crr",
        "cpe/dqn",
        "cpe/dqn_boost_low_temperature",
        "cpe/dqn_two_metrics",
        "cpe/parametric_dqn",
        "cpe/qrdqn",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Estimates_equal_those_of_ReAgent(string name)
    {
        var recorded = RecordedCase.Load(name);
        foreach (var key in new[] { "direct_method", "inverse_propensity", "doubly_robust", "sequential_doubly_robust" })
        {
            RecordedCase.AssertClose(recorded.Number("estimates", key, "raw"), Raw(recorded, key), 2e-5, 5e-6);
        }
    }

    /// <summary>
    /// ReAgent writes 0 where the logged mean is below 1e-6; here a negative mean still has a ratio, and only a mean near 0 has none.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Normalized_estimates_equal_those_of_ReAgent_where_the_logged_mean_is_positive(string name)
    {
        var recorded = RecordedCase.Load(name);
        var sample = EvaluationSample.Of(recorded.Page());
        foreach (var key in new[] { "direct_method", "inverse_propensity", "doubly_robust", "sequential_doubly_robust" })
        {
            var estimate = Estimation.Of(EstimatorCatalog.Standard[key], sample, new() { Gamma = recorded.Gamma, Resamples = 2 });
            if (estimate.LoggedMean >= 1e-6)
            {
                RecordedCase.AssertClose(recorded.Number("estimates", key, "normalized"), estimate.Normalized, 2e-5, 5e-6);
            }
            else
            {
                Assert.Equal(0, recorded.Number("estimates", key, "normalized"));
                Assert.Equal(estimate.Raw / estimate.LoggedMean, estimate.Normalized);
            }
        }
    }

    /// <summary>
    /// With ReAgent's convention that ended episodes lose their weight. Left out are a single episode, which here has no answer, and
    /// the two pages with steps at which no episode has any weight: ReAgent then weighs all episodes alike, as if the policy did not
    /// matter.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Weighted_estimates_equal_those_of_ReAgent_under_its_convention(string name)
    {
        var recorded = RecordedCase.Load(name);
        if (name is not ("evaluation/page_single_episode" or "evaluation/page_deterministic_policy" or "cpe/dqn_boost_low_temperature"))
        {
            var expected = recorded.Number("estimates", "weighted_sequential_doubly_robust", "raw");
            RecordedCase.AssertClose(expected, Raw(recorded, "weighted_doubly_robust", EndedEpisodes.LoseTheirWeight), 5e-5);
        }
    }

    [Fact]
    public void The_convention_does_not_matter_when_episodes_are_equally_long()
    {
        var recorded = RecordedCase.Load("evaluation/page_equal_length_2_episodes");

        Assert.Equal(
            Raw(recorded, "weighted_doubly_robust", EndedEpisodes.LoseTheirWeight),
            Raw(recorded, "weighted_doubly_robust", EndedEpisodes.KeepTheirWeight));
    }

    [Theory]
    [InlineData("cpe/dqn")]
    [InlineData("cpe/dqn_two_metrics")]
    [InlineData("cpe/dqn_boost_low_temperature")]
    [InlineData("cpe/qrdqn")]
    [InlineData("cpe/discrete_crr")]
    public void Actions_and_scores_equal_those_of_ReAgent(string name)
    {
        var recorded = RecordedCase.Load(name);

        var options = new EvaluationOptions { Gamma = recorded.Gamma, Estimators = ["direct_method"], Resamples = 2 };

        foreach (var action in CounterfactualEvaluation.Evaluate(recorded.Page(), options).Actions)
        {
            RecordedCase.AssertClose(recorded.Number("q_value_means", action.Action), action.ScoreMean);
            RecordedCase.AssertClose(recorded.Number("q_value_stds", action.Action), action.ScoreStandardDeviation);
            RecordedCase.AssertClose(recorded.Number("action_distribution", action.Action), action.GreedyShare);
        }
    }

    /// <summary>
    /// ReAgent's doubly robust estimate of a metric subtracts the reward's prediction; the recorded sane value subtracts the metric's.
    /// </summary>
    [Fact]
    public void Estimates_of_metrics_equal_those_of_ReAgent_and_are_sane_where_those_are_not()
    {
        var recorded = RecordedCase.Load("cpe/dqn_two_metrics");
        foreach (var metric in new[] { "m_a", "m_b" })
        {
            var sample = EvaluationSample.Of(recorded.Page().ForMetric(metric));
            foreach (var key in new[] { "direct_method", "inverse_propensity", "sequential_doubly_robust" })
            {
                RecordedCase.AssertClose(recorded.Number("metric_estimates", metric, key, "raw"), Raw(sample, recorded.Gamma, key));
            }

            RecordedCase.AssertClose(
                recorded.Number("sane_metric_doubly_robust", metric, "raw"), Raw(sample, recorded.Gamma, "doubly_robust"));
            RecordedCase.AssertClose(
                recorded.Number("metric_estimates", metric, "weighted_doubly_robust", "raw"),
                Raw(sample, recorded.Gamma, "weighted_doubly_robust", EndedEpisodes.LoseTheirWeight));
        }
    }

    private static double Raw(RecordedCase recorded, string key, EndedEpisodes ended = EndedEpisodes.KeepTheirWeight) =>
        Raw(EvaluationSample.Of(recorded.Page()), recorded.Gamma, key, ended);

    private static double Raw(EvaluationSample sample, double gamma, string key, EndedEpisodes ended = EndedEpisodes.KeepTheirWeight)
    {
        var options = new EvaluationOptions { Gamma = gamma, EndedEpisodes = ended };
        return Once(Assert.IsType<Prepared>(EstimatorCatalog.Standard[key].Prepare(sample, options)).Target);
    }

    private static double Once(EpisodeStatistic statistic) => statistic.Evaluate([.. Enumerable.Repeat(1.0, statistic.Episodes)]);
}
