using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Worlds;
using ReAgent.Evaluation.Verdicts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Verdicts;

/// <summary>What a log without propensities can tell, and what it must not.</summary>
public class EstimatedPropensityTests
{
    private const string Said = "For 100 % of steps the probability of the logged action is not logged but estimated from the state";

    private static EvaluationOptions Options { get; } = new()
    {
        Gamma = TwoStateWorld.Gamma, Resamples = 200, CostlyResamples = 100, MissingPropensities = MissingPropensities.Estimate,
    };

    [Theory]
    [InlineData(0.1, 0.9, Judgement.Better)]
    [InlineData(0.5, 0.3, Judgement.Worse)]
    public void A_policy_that_is_seen_in_the_states_can_be_judged_without_propensities(double first, double second, Judgement judgement)
    {
        for (var trial = 0; trial < 3; trial++)
        {
            var page = new TwoStateWorld { Logging = [0.3, 0.8], Target = [first, second] }.Play(1500, 30 + trial);

            var report = CounterfactualEvaluation.Evaluate(Without(page), Options);

            Assert.Equal(judgement, report.Verdict.Judgement);
            Assert.Contains(Said, report.Verdict.Reason, StringComparison.Ordinal);
            Assert.Equal((page.Steps, 0), (report.Diagnostics.Behavior!.EstimatedSteps, report.Diagnostics.StepsWithoutPropensity));
        }
    }

    [Fact]
    public void Nobody_estimates_unless_asked_and_nothing_is_said_of_what_was_logged()
    {
        var page = new TwoStateWorld().Play(300, 1);

        var refused = CounterfactualEvaluation.Evaluate(Without(page), Options with { MissingPropensities = MissingPropensities.Refuse });
        var logged = CounterfactualEvaluation.Evaluate(page, Options);

        Assert.Equal((Judgement.CannotTell, null), (refused.Verdict.Judgement, refused.Diagnostics.Behavior));
        Assert.Null(logged.Diagnostics.Behavior);
        Assert.DoesNotContain("estimated from the state", logged.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_the_model_cannot_express_gets_no_verdict()
    {
        var report = CounterfactualEvaluation.Evaluate(ExclusiveOr(1500), Options);

        Assert.Equal(Judgement.CannotTell, report.Verdict.Judgement);
        Assert.Contains("The estimated propensities contradict the log", report.Verdict.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Log, with every action, the probability", report.Verdict.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_predicts_worse_than_frequencies_is_not_trusted()
    {
        Assert.Contains("the estimated ones mean nothing", Caution(Good with { LogLoss = 0.9 }), StringComparison.Ordinal);
        Assert.StartsWith("No caution", Caution(Good with { LogLoss = 0.9, LogLossStandardError = 0.2 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_calibrated_is_not_trusted()
    {
        Assert.Contains(
            "actions that they give 25 % were logged 40 % of the time",
            Caution(Good with { Calibration = [new(0.2, 0.3, 1000, 0.25, 0.4)] }),
            StringComparison.Ordinal);
        Assert.StartsWith("No caution", Caution(Good with { Calibration = [new(0.2, 0.3, 10, 0.25, 0.4)] }), StringComparison.Ordinal);
    }

    private static BehaviorReport Good => new()
    {
        EstimatedSteps = 10,
        EstimatedShare = 0.1,
        FlooredSteps = 0,
        LogLoss = 0.6,
        FrequencyLogLoss = 0.69,
        LogLossStandardError = 0.01,
        Temperature = 1,
        Calibration = [new(0.2, 0.3, 1000, 0.25, 0.26)],
    };

    private static string Caution(BehaviorReport report)
    {
        var seen = LogDiagnostics.Of(EvaluationSample.Of(new TwoStateWorld().Play(300, 2)), new(), report);
        Assert.Equal(seen.Caution.StartsWith("No caution", StringComparison.Ordinal), seen.TrustsEpisodes && seen.TrustsSteps);
        return seen.Caution;
    }

    private static EvaluationPage Without(EvaluationPage page) => page.WithLoggedPropensities([.. page.LoggedPropensities.Select(_ => double.NaN)]);

    /// <summary>Single steps: the policies act by whether two signs agree, which no weighted sum of them tells.</summary>
    private static EvaluationPage ExclusiveOr(int steps)
    {
        var random = new RandomStream(13, "tests/exclusive-or");
        List<int> actions = [];
        List<double> features = [], target = [];
        for (var row = 0; row < steps; row++)
        {
            var (first, second) = (random.NextInt(2), random.NextInt(2));
            var likely = first == second ? 1 : 0;
            actions.Add(random.NextDouble() < 0.9 ? likely : 1 - likely);
            features.AddRange([first, second]);
            target.AddRange(likely == 1 ? [0.1, 0.9] : [0.9, 0.1]);
        }

        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = ["no", "yes"],
            EpisodeIds = [.. Enumerable.Range(0, steps).Select(row => $"r{row:D5}")],
            SequenceNumbers = new long[steps],
            LoggedActions = [.. actions],
            LoggedPropensities = [.. actions.Select(_ => double.NaN)],
            TargetPropensities = [.. target],
            StateFeatures = [.. features],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [.. actions.Select(action => action + random.NextGaussian())],
                ModelRewards = [.. actions.SelectMany(_ => new[] { 0.0, 1.0 })],
                ModelRewardsForLoggedAction = [.. actions.Select(action => (double)action)],
            },
        });
    }
}
