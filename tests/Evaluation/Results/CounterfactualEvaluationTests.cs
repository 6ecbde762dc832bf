using System.Text;
using System.Text.Json;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Tests.Estimators;
using ReAgent.Evaluation.Tests.Pages;
using ReAgent.Evaluation.Tests.Worlds;
using Xunit;

namespace ReAgent.Evaluation.Tests.Results;

public class CounterfactualEvaluationTests
{
    private static readonly EvaluationOptions Options = new() { Gamma = 0.9, Seed = 7, Resamples = 60, CostlyResamples = 30 };

    [Fact]
    public void A_report_has_every_estimator_for_the_reward_and_each_metric()
    {
        var report = CounterfactualEvaluation.Evaluate(SyntheticPages.Page(1), Options);

        Assert.Equal("reward", report.Reward.Name);
        Assert.Equal(["clicks"], report.Metrics.Select(metric => metric.Name));
        var expected = EstimatorExpectation.All.Select(row => row.Key);
        Assert.Equal(expected.Order(), report.Reward.Estimates.Select(estimate => estimate.Estimator).Order());
        var alone = CounterfactualEvaluation.Evaluate(SyntheticPages.Page(1).ForMetric("clicks"), Options);
        Assert.Equal(alone.Reward.Find("magic")!.Raw, report.Metrics[0].Find("magic")!.Raw);
        Assert.NotEmpty(report.Diagnostics.Caution);
        Assert.NotEmpty(report.Verdict.Reason);
    }

    [Fact]
    public void Actions_are_described_in_the_log_and_under_the_policy()
    {
        var page = EvaluationPage.From(HandPage.Rows with { PolicyScores = [1, 3, 2, 2, 0, 4] });

        var actions = CounterfactualEvaluation.Evaluate(page, Options).Actions;

        Assert.Equal(new ActionReport("a", 1.0 / 3, 0.5, 1.0 / 3, 1, 1), actions[0]);
        Assert.Equal(new ActionReport("b", 2.0 / 3, 0.5, 2.0 / 3, 3, 1), actions[1]);
    }

    [Fact]
    public void The_greedy_action_is_a_possible_one() => Assert.Equal(
        [0.0, 1.0],
        CounterfactualEvaluation.Evaluate(
            EvaluationPage.From(HandPage.Rows with
            {
                PolicyScores = [9, 1, 9, 1, 9, 1],
                PossibleActions = [false, true, false, true, false, true],
                TargetPropensities = [0, 1, 0, 1, 0, 1],
            }),
            Options).Actions.Select(action => action.GreedyShare!.Value));

    [Fact]
    public void Estimators_whose_intervals_do_not_overlap_disagree()
    {
        var options = Options with { Estimators = ["direct_method", "doubly_robust", "inverse_propensity"] };
        var report = CounterfactualEvaluation.Evaluate(new TwoStateWorld { ModelError = 2 }.Play(300, 1), options);

        var direct = report.Reward.Agreement.Single(agreement => agreement.Estimator == "direct_method");
        Assert.Equal(["doubly_robust", "inverse_propensity"], direct.DisagreesWith);
        var doubly = report.Reward.Agreement.Single(agreement => agreement.Estimator == "doubly_robust");
        Assert.Equal(["inverse_propensity"], doubly.AgreesWith);
        Assert.Equal(["direct_method"], doubly.DisagreesWith);
    }

    [Fact]
    public void A_logged_mean_near_zero_leaves_the_normalized_value_out_and_says_so()
    {
        var rows = SyntheticPages.Rows(2);
        var estimate = DoublyRobust(rows with { Reward = rows.Reward with { Logged = new double[rows.Reward.Logged.Length] } });

        Assert.NotNull(estimate.RawInterval);
        Assert.Null(estimate.Normalized);
        Assert.Null(estimate.NormalizedInterval);
        Assert.Equal(["Not normalized: the logged mean is within 1E-06 of 0."], estimate.Notes);
    }

    [Fact]
    public void A_logged_mean_that_may_have_either_sign_has_no_normalized_interval()
    {
        var rows = SyntheticPages.Rows(2);
        var reward = rows.Reward with { Logged = [.. rows.Reward.Logged.Select((_, row) => row % 2 == 0 ? 1.0 : -1.01)] };
        var estimate = DoublyRobust(rows with { Reward = reward });

        Assert.NotNull(estimate.Normalized);
        Assert.Null(estimate.NormalizedInterval);
        Assert.NotNull(estimate.DifferenceInterval);
        Assert.Equal(["No normalized interval: the logged mean is not clearly different from 0."], estimate.Notes);
    }

    [Fact]
    public void Equal_reports_have_equal_bytes_and_survive_them()
    {
        var json = CpeReportJson.Write(CounterfactualEvaluation.Evaluate(SyntheticPages.Page(3), Options));

        Assert.Equal(json, CpeReportJson.Write(CounterfactualEvaluation.Evaluate(SyntheticPages.Page(3), Options)));
        Assert.Equal(json, CpeReportJson.Write(CpeReportJson.Read(json)));
        Assert.NotEqual(json, CpeReportJson.Write(CounterfactualEvaluation.Evaluate(SyntheticPages.Page(3), Options with { Seed = 8 })));
    }

    [Fact]
    public void Json_is_snake_case_with_absent_values_as_null()
    {
        using var json = JsonDocument.Parse(CpeReportJson.Write(CounterfactualEvaluation.Evaluate(HandPage.Page.Select([0]), Options)));

        var root = json.RootElement;
        Assert.Equal("cannot_tell", root.GetProperty("verdict").GetProperty("judgement").GetString());
        Assert.Equal("CANNOT TELL", root.GetProperty("verdict").GetProperty("label").GetString());
        Assert.True(root.GetProperty("diagnostics").GetProperty("step_weights").TryGetProperty("effective_share", out _));
        var direct = root.GetProperty("reward").GetProperty("estimates")[0];
        Assert.Equal("direct_method", direct.GetProperty("estimator").GetString());
        Assert.Equal("reward_per_step", direct.GetProperty("unit").GetString());
        Assert.Equal(JsonValueKind.Null, direct.GetProperty("raw_interval").ValueKind);
    }

    [Fact]
    public void An_empty_page_gives_a_report_without_estimates()
    {
        var report = CounterfactualEvaluation.Evaluate(SyntheticPages.Page(1).Select([]), Options);

        Assert.All(report.Reward.Estimates, estimate => Assert.Null(estimate.Raw));
        Assert.NotEmpty(Encoding.UTF8.GetString(CpeReportJson.Write(report)));
    }

    [Fact]
    public void Options_out_of_range_are_refused_all_at_once()
    {
        var options = new EvaluationOptions
        {
            Gamma = 1.5,
            Level = 1,
            Resamples = 1,
            CostlyResamples = 0,
            SmallestLoggedMean = 0,
            LargestSetAsideShare = 2,
            MagicReturns = 1,
            SwitchThreshold = -1,
            SwitchCandidates = 0,
            SwitchCandidateBase = 0.5,
            RewardRange = 0,
            SmallestLoggingPropensity = 2,
            Shrinkage = 0,
            CumulativeWeightCap = 0,
            Intervals = (IntervalMethod)9,
            ReturnRange = new(2, 1),
        };

        var problem = Assert.Throws<ArgumentException>(() => CounterfactualEvaluation.Evaluate(HandPage.Page, options));

        Assert.Equal(16, problem.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Cancellation_ends_the_evaluation()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => CounterfactualEvaluation.Evaluate(HandPage.Page, Options, cancellation.Token));
    }

    private static Estimate DoublyRobust(EvaluationColumns rows) =>
        CounterfactualEvaluation.Evaluate(EvaluationPage.From(rows), Options).Reward.Find("doubly_robust")!;
}
