using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Pages;
using ReAgent.Evaluation.Tests.Worlds;
using ReAgent.Evaluation.Verdicts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Verdicts;

public class VerdictTests
{
    private static readonly double[] Good = [0.6, 0.9];
    private static readonly double[] Bad = [0.4, 0.1];

    /// <summary>A negative reward turns the ratio round, not the verdict.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_policy_that_earns_more_is_better_and_one_that_earns_less_is_worse(double shift)
    {
        // Policies that act alike in the state where episodes mostly end: their episodes are about as long, so the shift favours neither.
        var better = Judge(new TwoStateWorld { Target = Good, Logging = [0.6, 0.5], Shift = shift }.Play(600, 1));
        var worse = Judge(new TwoStateWorld { Target = Bad, Logging = [0.4, 0.5], Shift = shift }.Play(600, 2));

        Assert.Equal((Judgement.Better, "BETTER"), (better.Judgement, better.Label));
        Assert.Equal((Judgement.Worse, "WORSE"), (worse.Judgement, worse.Label));
        Assert.Equal(["sequential_doubly_robust", "weighted_doubly_robust"], better.Estimators);
    }

    [Fact]
    public void The_policy_that_wrote_the_log_is_neither()
    {
        var verdict = Judge(new TwoStateWorld { Target = [0.4, 0.5] }.Play(300, 3));

        Assert.Equal((Judgement.NotEnoughEvidence, "NOT ENOUGH EVIDENCE"), (verdict.Judgement, verdict.Label));
        Assert.Contains("times the mean discounted return per episode of the log (95 % interval", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handful_of_episodes_cannot_tell()
    {
        var verdict = Judge(new TwoStateWorld { Target = Good }.Play(8, 4));

        Assert.Equal((Judgement.CannotTell, "CANNOT TELL"), (verdict.Judgement, verdict.Label));
        Assert.StartsWith("The log has 8 episodes; with fewer than 20", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_without_propensities_cannot_tell()
    {
        var rows = SyntheticPages.Rows(1, episodes: 50);

        var verdict = Judge(EvaluationPage.From(rows with { LoggedPropensities = [.. rows.LoggedPropensities.Select(_ => double.NaN)] }));

        Assert.Equal(Judgement.CannotTell, verdict.Judgement);
        Assert.Equal("The estimates that a verdict rests on have no interval. None of the 50 episodes has usable logged propensities.", verdict.Reason);
        Assert.Empty(verdict.Estimators);
    }

    [Fact]
    public void Estimators_that_were_not_asked_for_cannot_tell()
    {
        var options = new EvaluationOptions { Gamma = 1, Estimators = ["direct_method"] };

        var verdict = CounterfactualEvaluation.Evaluate(SyntheticPages.Page(1, episodes: 50), options).Verdict;

        Assert.Equal(Judgement.CannotTell, verdict.Judgement);
        Assert.EndsWith("None of sequential_doubly_robust, weighted_doubly_robust was asked for.", verdict.Reason, StringComparison.Ordinal);
    }

    /// <summary>A bandit has no sequences to account for.</summary>
    [Fact]
    public void Episodes_of_one_step_are_judged_per_step_and_need_no_values()
    {
        // Synthetic logs take each of their three actions as often as the others.
        var rows = SyntheticPages.Rows(2, episodes: 400, longest: 1);
        double[] propensities = [.. rows.LoggedPropensities.Select(_ => 1 / 3.0)];

        var verdict = Judge(EvaluationPage.From(rows with { LoggedPropensities = propensities, Reward = rows.Reward with { ModelValues = null } }));

        Assert.Equal(["doubly_robust"], verdict.Estimators);
        Assert.Equal(Judgement.NotEnoughEvidence, verdict.Judgement);
    }

    [Fact]
    public void Estimators_that_contradict_each_other_cannot_tell()
    {
        var verdict = VerdictRule.Judge([Says("sequential_doubly_robust", 1, 2), Says("weighted_doubly_robust", -2, -1)], Sound());

        Assert.Equal(Judgement.CannotTell, verdict.Judgement);
        Assert.StartsWith("The estimators contradict each other.", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_estimator_that_is_in_doubt_is_enough_for_doubt() => Assert.Equal(
        Judgement.NotEnoughEvidence,
        VerdictRule.Judge([Says("sequential_doubly_robust", -1, 2), Says("weighted_doubly_robust", 1, 2)], Sound()).Judgement);

    [Fact]
    public void Estimators_outside_the_doubly_robust_family_have_no_say() => Assert.Equal(
        Judgement.Better,
        VerdictRule.Judge(
            [
                Says("direct_method", -2, -1),
                Says("inverse_propensity", -2, -1),
                Says("sequential_doubly_robust", 1, 2),
                Says("weighted_doubly_robust", 1, 2),
            ],
            Sound()).Judgement);

    private static Verdict Judge(EvaluationPage page) =>
        CounterfactualEvaluation.Evaluate(page, new() { Gamma = TwoStateWorld.Gamma, Resamples = 400 }).Verdict;

    private static Estimate Says(string key, double low, double high) => new()
    {
        Estimator = key,
        Name = key,
        Unit = EstimateUnit.ReturnPerEpisode,
        Raw = (low + high) / 2,
        LoggedMean = 0,
        DifferenceInterval = new Interval(low, high),
    };

    private static LogDiagnostics Sound() =>
        LogDiagnostics.Of(EvaluationSample.Of(new TwoStateWorld().Play(200, 5)), new()) with { TrustsEpisodes = true };
}
