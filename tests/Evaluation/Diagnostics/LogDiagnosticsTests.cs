using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Estimators;
using ReAgent.Evaluation.Tests.Worlds;
using ReAgent.Evaluation.Weights;
using Xunit;

namespace ReAgent.Evaluation.Tests.Diagnostics;

public class LogDiagnosticsTests
{
    /// <summary>Step weights 2, 1, 1; products 2 and 1.</summary>
    [Fact]
    public void Effective_sizes_and_largest_shares_are_those_worked_out_on_paper()
    {
        var seen = Of(HandPage.Rows);

        Assert.Equal(16.0 / 6, seen.StepWeights.EffectiveSampleSize, 12);
        Assert.Equal(16.0 / 18, seen.StepWeights.EffectiveShare, 12);
        Assert.Equal(0.5, seen.StepWeights.LargestShare, 12);
        Assert.Equal((4.0 / 3, 2.0), (seen.StepWeights.Mean, seen.StepWeights.Largest));
        Assert.Equal(9.0 / 5, seen.EpisodeWeights.EffectiveSampleSize, 12);
        Assert.Equal(2.0 / 3, seen.EpisodeWeights.LargestShare, 12);
        Assert.Equal((2, 3, 2), (seen.Episodes, seen.Steps, seen.LongestEpisode));
    }

    /// <summary>Step weights 2, 1, 1 of 4 in all; a fourth is 0 where the policy never takes the logged action.</summary>
    [Fact]
    public void Weights_are_told_by_their_size()
    {
        Assert.Equal([new WeightBin(1, 2, 2.0 / 3, 0.5), new(2, 4, 1.0 / 3, 0.5)], Of(HandPage.Rows).StepWeights.Bins);
        Assert.Equal([new WeightBin(1, 2, 0.5, 1.0 / 3), new(2, 4, 0.5, 2.0 / 3)], Of(HandPage.Rows).EpisodeWeights.Bins);
        var never = Of(HandPage.Rows with { TargetPropensities = [0, 1, 0.5, 0.5, 0.5, 0.5] });
        Assert.Equal([new WeightBin(0, 0, 1.0 / 3, 0), new(1, 2, 2.0 / 3, 1)], never.StepWeights.Bins);
    }

    [Fact]
    public void Weights_of_all_sizes_fit_on_a_page()
    {
        double[] propensities = [1e-300, 1e-3, 1];
        var bins = Of(HandPage.Rows with { LoggedPropensities = propensities }).StepWeights.Bins;

        Assert.InRange(bins.Count, 2, 17);
        Assert.Equal(1, bins.Sum(bin => bin.Share), 12);
        Assert.Equal(1, bins.Sum(bin => bin.ShareOfWeight), 12);
        Assert.All(bins.Zip(bins.Skip(1)), pair => Assert.Equal(pair.First.High, pair.Second.Low));
    }

    [Fact]
    public void Steps_without_a_usable_propensity_are_counted()
    {
        var seen = Of(HandPage.Rows with { LoggedPropensities = [0, double.NaN, 0.5] });

        Assert.Equal((2, 1), (seen.StepsWithoutPropensity, seen.EpisodesWithoutPropensity));
        Assert.Equal(2.0 / 3, seen.ShareWithoutPropensity, 12);
        Assert.Equal((1, 1), (seen.StepWeights.Count, seen.EpisodeWeights.Count));
        Assert.Contains("66.7 % of steps have no usable logged propensity; at most 10 %", seen.Caution, StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_that_the_log_never_took_are_told()
    {
        var seen = Of(HandPage.Rows with { LoggedActions = [1, 1, 1], TargetPropensities = [0.2, 0.8, 0.3, 0.7, 0.1, 0.9] });

        Assert.Equal(0.2, seen.UnseenShare, 12);
        Assert.Equal(0.8, seen.Overlap, 12);
        Assert.Contains("20 % of what the policy would do was never tried", seen.Caution, StringComparison.Ordinal);
    }

    [Fact]
    public void Logged_actions_outside_the_mask_are_counted()
    {
        bool[] possible = [false, true, true, true, true, true];
        var rows = HandPage.Rows with { PossibleActions = possible, TargetPropensities = [0, 1, 0.5, 0.5, 0.5, 0.5] };

        Assert.Equal(1, Of(rows).ImpossibleLoggedActions);
    }

    [Fact]
    public void Weights_of_zero_have_no_effective_size()
    {
        var seen = Of(HandPage.Rows with { TargetPropensities = [0, 1, 1, 0, 1, 0] });

        Assert.Equal((0, 0, 1), (seen.StepWeights.EffectiveSampleSize, seen.StepWeights.LargestShare, seen.StepWeights.ZeroShare));
        Assert.Equal(0, seen.StepWeights.Mean);
    }

    [Fact]
    public void Propensities_that_are_too_small_show_in_the_mean_weight()
    {
        var rows = new TwoStateWorld().Play(300, 1).Rows;

        var seen = Of(rows with { LoggedPropensities = [.. rows.LoggedPropensities.Select(propensity => propensity / 2)] });

        Assert.Contains("Importance weights have mean ", seen.Caution, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_log_is_trusted_and_says_what_it_is_worth()
    {
        var seen = LogDiagnostics.Of(EvaluationSample.Of(new TwoStateWorld().Play(300, 2)), new());

        Assert.True(seen.TrustsSteps);
        Assert.True(seen.TrustsEpisodes);
        Assert.Matches(@"^No caution: the log is worth \d+ of its \d+ steps and \d+ of its 300 episodes to this policy\.$", seen.Caution);
    }

    [Fact]
    public void Few_effective_episodes_make_estimates_per_episode_untrusted_and_leave_those_per_step()
    {
        var sample = EvaluationSample.Of(new TwoStateWorld().Play(300, 3));

        var seen = LogDiagnostics.Of(sample, new() { FewestEffectiveEpisodes = 290 });

        Assert.True(seen.TrustsSteps);
        Assert.False(seen.TrustsEpisodes);
        Assert.Matches(@"^Estimates per episode rest on [\d.]+ effective of 300 episodes; at least 290 are needed", seen.Caution);
    }

    [Fact]
    public void One_episode_with_most_of_the_weight_is_told() => Assert.Contains(
        "A single episode holds ",
        LogDiagnostics.Of(EvaluationSample.Of(new TwoStateWorld().Play(300, 3)), new() { LargestWeightShare = 0.01 }).Caution,
        StringComparison.Ordinal);

    [Fact]
    public void An_empty_page_is_not_trusted()
    {
        var seen = LogDiagnostics.Of(EvaluationSample.Of(HandPage.Page.Select([])), new());

        Assert.False(seen.TrustsSteps);
        Assert.StartsWith("The log has 0 episodes;", seen.Caution, StringComparison.Ordinal);
    }

    private static LogDiagnostics Of(EvaluationColumns rows) => LogDiagnostics.Of(EvaluationSample.Of(EvaluationPage.From(rows)), new());
}
