using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Selection;
using ReAgent.Evaluation.Verdicts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Selection;

public class SettingSelectionTests
{
    private const string Weighted = "weighted_doubly_robust";
    private const string Sequential = "sequential_doubly_robust";

    [Fact]
    public void The_estimate_decides_though_the_environment_says_otherwise()
    {
        var selection = SettingSelection.Of(
        [
            Trial("a", 1, environment: 200, (Weighted, 1.0)),
            Trial("a", 2, environment: 200, (Weighted, 2.0)),
            Trial("b", 1, environment: 10, (Weighted, 3.0)),
            Trial("b", 2, environment: 10, (Weighted, 5.0)),
        ]);

        Assert.Equal("b", selection.Picked);
        Assert.Equal(Weighted, selection.Estimator);
        Assert.Equal(["a", "b"], selection.Settings.Select(setting => setting.Setting));
        Assert.Equal([1.5, 4.0], selection.Settings.Select(setting => setting.Gain!.Mean));
        Assert.Equal([200.0, 10.0], selection.Settings.Select(setting => setting.EnvironmentReturn!.Mean));
    }

    [Fact]
    public void The_interval_over_seeds_is_Students()
    {
        // t(0.975, 2) = 4.30265; s = 1; n = 3.
        var mean = SeedMean.Of([1, 2, 3])!;

        Assert.Equal(2, mean.Mean);
        Assert.Equal(2 - (4.302653 / Math.Sqrt(3)), mean.Low!.Value, 5);
        Assert.Equal(2 + (4.302653 / Math.Sqrt(3)), mean.High!.Value, 5);
        Assert.Equal(new SeedMean(5, null, null, 1), SeedMean.Of([5]));
        Assert.Null(SeedMean.Of([]));
    }

    [Fact]
    public void All_are_compared_by_the_first_estimator_that_answers_in_every_trial()
    {
        var selection = SettingSelection.Of(
        [
            Trial("a", 1, null, (Weighted, 9.0), (Sequential, 1.0)),
            Trial("b", 1, null, (Weighted, null), (Sequential, 2.0)),
        ]);

        Assert.Equal((Sequential, "b"), (selection.Estimator, selection.Picked));
        Assert.Contains("One seed says nothing of chance", selection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_compared_so_that_negative_rewards_are_no_matter()
    {
        // Raw −80 against −100 in the log is better than −120 against −100, though its ratio is smaller.
        var selection = SettingSelection.Of([Trial("worse", 1, null, (Weighted, -20.0)), Trial("better", 1, null, (Weighted, 20.0))]);

        Assert.Equal("better", selection.Picked);
    }

    [Fact]
    public void Without_an_estimate_nothing_is_picked_whatever_the_environment_says()
    {
        var selection = SettingSelection.Of([Trial("a", 1, 200), Trial("b", 1, 10)]);

        Assert.Null(selection.Picked);
        Assert.StartsWith("Nothing is picked: there is no counterfactual estimate.", selection.Reason, StringComparison.Ordinal);
        Assert.Equal(200, selection.Settings[0].EnvironmentReturn!.Mean);
    }

    [Fact]
    public void Settings_of_different_discounts_are_not_compared()
    {
        var selection = SettingSelection.Of([Trial("a", 1, null, (Weighted, 1.0)) with { Gamma = 0.9 }, Trial("b", 1, null, (Weighted, 2.0)) with { Gamma = 0.99 }]);

        Assert.Null(selection.Picked);
        Assert.Contains("gamma", selection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_are_said_to_be_incomparable_are_not_compared()
    {
        var selection = SettingSelection.Of([Trial("a", 1, null, (Weighted, 1.0))], "they differ in the reward.");

        Assert.Null(selection.Picked);
        Assert.Equal("Nothing is picked: they differ in the reward.", selection.Reason);
    }

    [Fact]
    public void A_setting_with_an_unfinished_trial_is_passed_over()
    {
        var selection = SettingSelection.Of(
        [
            Trial("a", 1, null, (Weighted, 9.0)),
            new TrialScore("a", 2) { IsFinished = false },
            Trial("b", 1, null, (Weighted, 1.0)),
            Trial("b", 2, null, (Weighted, 1.5)),
        ]);

        Assert.Equal("b", selection.Picked);
        Assert.Equal((2, 1), (selection.Settings[0].Trials, selection.Settings[0].Finished));
        Assert.Contains("Passed over, because a trial did not finish: 1 setting.", selection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_no_setting_is_whole_nothing_is_picked()
    {
        var selection = SettingSelection.Of([Trial("a", 1, null, (Weighted, 1.0)), new TrialScore("a", 2) { IsFinished = false }]);

        Assert.Null(selection.Picked);
        Assert.Equal("Nothing is picked: no setting has all its trials finished.", selection.Reason);
    }

    [Fact]
    public void Doubt_is_told()
    {
        var selection = SettingSelection.Of(
        [
            Trial("a", 1, null, (Weighted, 1.0)) with { Verdict = Judgement.CannotTell },
            Trial("a", 2, null, (Weighted, 3.0)) with { Verdict = Judgement.Better },
            Trial("b", 1, null, (Weighted, 1.0)),
            Trial("b", 2, null, (Weighted, 2.0)),
        ]);

        Assert.Equal("a", selection.Picked);
        Assert.Contains("Its interval overlaps that of b", selection.Reason, StringComparison.Ordinal);
        Assert.Contains("In 1 of its 2 trials the verdict is CANNOT TELL", selection.Reason, StringComparison.Ordinal);
        Assert.Equal([(Judgement.Better, 1), (Judgement.CannotTell, 1)], selection.Settings[0].Verdicts.Select(pair => (pair.Key, pair.Value)));
    }

    private static TrialScore Trial(string setting, ulong seed, double? environment, params (string Estimator, double? Difference)[] estimates) => new(setting, seed)
    {
        Gamma = estimates.Length == 0 ? null : 0.9,
        EnvironmentReturn = environment,
        Estimates = [.. estimates.Select(estimate => new Estimate { Estimator = estimate.Estimator, Name = estimate.Estimator, Unit = EstimateUnit.ReturnPerEpisode, Difference = estimate.Difference })],
    };
}
