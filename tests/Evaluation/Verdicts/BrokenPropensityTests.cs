using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Tests.Worlds;
using ReAgent.Evaluation.Verdicts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Verdicts;

/// <summary>Whatever the estimates say, wrong propensities must not make a policy look better.</summary>
public class BrokenPropensityTests
{
    private static readonly TwoStateWorld Worse = new() { Logging = [0.3, 0.8], Target = [0.5, 0.3] };
    private static readonly TwoStateWorld Better = new() { Logging = [0.3, 0.8], Target = [0.1, 0.9] };

    public static TheoryData<string> Kinds => [.. Breakages.Keys];

    private static Dictionary<string, Func<double[], double[]>> Breakages { get; } = new()
    {
        ["permuted"] = Permuted,
        ["constant"] = propensities => [.. propensities.Select(_ => 0.5)],
        ["scaled down"] = propensities => [.. propensities.Select(value => 0.6 * value)],
        ["scaled up"] = propensities => [.. propensities.Select(value => Math.Min(1, 1.4 * value))],
        ["missing"] = propensities => [.. propensities.Select(_ => double.NaN)],
        ["all ones"] = propensities => [.. propensities.Select(_ => 1.0)],
        ["of the other action"] = propensities => [.. propensities.Select(value => 1 - value)],
    };

    [Fact]
    public void Right_propensities_tell_which_is_better()
    {
        Assert.Equal(Judgement.Better, Judge(Better.Play(1500, 1)).Judgement);
        Assert.Equal(Judgement.Worse, Judge(Worse.Play(1500, 2)).Judgement);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Broken_propensities_cannot_tell_a_better_policy(string kind)
    {
        for (var trial = 0; trial < 5; trial++)
        {
            Assert.Equal(Judgement.CannotTell, Judge(Broken(Better.Play(1500, 10 + trial), kind)).Judgement);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Broken_propensities_never_make_a_worse_policy_better(string kind)
    {
        for (var trial = 0; trial < 5; trial++)
        {
            Assert.NotEqual(Judgement.Better, Judge(Broken(Worse.Play(1500, 20 + trial), kind)).Judgement);
        }
    }

    [Fact]
    public void Right_propensities_are_not_called_broken()
    {
        for (var trial = 0; trial < 20; trial++)
        {
            Assert.False(CounterfactualEvaluation.Evaluate(Better.Play(300, 100 + trial), Options).Diagnostics.HasBrokenPropensities);
        }
    }

    [Fact]
    public void The_verdict_says_what_to_check() => Assert.StartsWith(
        "Check how the probabilities of logged actions were written", Judge(Broken(Better.Play(1500, 1), "all ones")).Advice, StringComparison.Ordinal);

    [Fact]
    public void A_difference_in_doubt_comes_with_the_number_of_episodes_that_would_settle_it()
    {
        var verdict = Judge(new TwoStateWorld { Logging = [0.3, 0.8], Target = [0.28, 0.8] }.Play(300, 3));

        Assert.Equal(Judgement.NotEnoughEvidence, verdict.Judgement);
        Assert.Matches("about [0-9,]+ logged episodes like these would tell four times in five; there are 300|no practical number", verdict.Advice);
    }

    /// <summary>300 · 2.0429 · (h / d)², where h is half the interval's width: 300 · 2.0429 · (0.5 / 0.25)² = 2,451.5.</summary>
    [Fact]
    public void The_number_of_episodes_is_that_of_the_formula()
    {
        var estimate = new Estimate
        {
            Estimator = "doubly_robust", Name = "doubly robust", Unit = EstimateUnit.RewardPerStep, Episodes = 300, Difference = 0.25, DifferenceInterval = new(-0.25, 0.75),
        };
        var diagnostics = CounterfactualEvaluation.Evaluate(Better.Play(20, 1), Options).Diagnostics;

        Assert.Contains("about 2,452 logged episodes", Advice.For(Judgement.NotEnoughEvidence, [estimate], diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_models_rewards_are_weighed_step_by_step()
    {
        var page = Better.Play(1500, 4);
        var reward = page.Rows.Reward with { HasModel = false };
        string[] ids = [.. Enumerable.Range(0, page.Steps).Select(row => $"r{row:D6}")];

        var sequences = Judge(EvaluationPage.From(page.Rows with { Reward = reward }));
        var singles = Judge(EvaluationPage.From(page.Rows with { Reward = reward, EpisodeIds = ids }));

        Assert.Equal(Judgement.Better, sequences.Judgement);
        Assert.Equal(["per_decision_importance_sampling", "weighted_per_decision_importance_sampling"], sequences.Estimators);
        Assert.Equal(Judgement.Better, singles.Judgement);
        Assert.Equal(["inverse_propensity", "self_normalized_inverse_propensity"], singles.Estimators);
    }

    private static EvaluationOptions Options { get; } = new() { Gamma = TwoStateWorld.Gamma, Resamples = 200, CostlyResamples = 100 };

    private static Verdict Judge(EvaluationPage page) => CounterfactualEvaluation.Evaluate(page, Options).Verdict;

    private static EvaluationPage Broken(EvaluationPage page, string kind) =>
        EvaluationPage.From(page.Rows with { LoggedPropensities = Breakages[kind](page.LoggedPropensities) });

    private static double[] Permuted(double[] propensities)
    {
        var shuffled = (double[])propensities.Clone();
        new RandomStream(5, "tests/permuted-propensities").Shuffle(shuffled.AsSpan());
        return shuffled;
    }
}
