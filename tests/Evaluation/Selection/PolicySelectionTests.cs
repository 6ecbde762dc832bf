using System.Globalization;
using MathNet.Numerics.Distributions;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Selection;
using ReAgent.Evaluation.Tests.Pages;
using ReAgent.Evaluation.Verdicts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Selection;

public class PolicySelectionTests
{
    private const int FewLogs = 150;

    private static readonly (string, double)[] Policies = [("cautious", 0.3), ("as logged", 0.5), ("bold", 0.7), ("bolder", 0.95)];

    private static int Logs =>
        int.TryParse(Environment.GetEnvironmentVariable("COVERAGE_LOGS"), NumberStyles.None, CultureInfo.InvariantCulture, out var logs) ? logs : FewLogs;

    [Fact]
    public void A_policy_that_is_much_better_than_the_others_is_chosen()
    {
        var selection = Of(new ConstantPolicies(0, 2).Log(2000, 1, Policies));

        Assert.Equal(["bolder", "bold", "as logged", "cautious"], selection.Candidates.Select(candidate => candidate.Name));
        Assert.Equal("bolder", selection.Best);
        Assert.StartsWith("Choose bolder. It is better than every other candidate that the log can judge, and better than what wrote the log.", selection.Conclusion, StringComparison.Ordinal);
        Assert.Contains("Worse than what wrote the log: cautious.", selection.Conclusion, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4], selection.Candidates.Select(candidate => candidate.HighestRank!.Value));
        Assert.Equal([1, 2, 3, 4], selection.Candidates.Select(candidate => candidate.LowestRank!.Value));
        Assert.Equal(
            [Judgement.Better, Judgement.Better, Judgement.NotEnoughEvidence, Judgement.Worse],
            selection.Candidates.Select(candidate => candidate.AgainstLog!.Value));
        Assert.All(selection.Candidates, candidate => Assert.InRange(
            2 * Policies.Single(policy => policy.Item1 == candidate.Name).Item2 - 1, candidate.GainInterval!.Low - 1e-9, candidate.GainInterval.High + 1e-9));
        Assert.All(selection.Pairs, pair => Assert.True(pair.IsTold && pair.Interval.Low > 0));
    }

    [Fact]
    public void Policies_that_are_alike_are_not_told_apart_and_what_would_tell_is_said()
    {
        var selection = Of(new ConstantPolicies(0, 0.1).Log(300, 2, Policies));

        Assert.Null(selection.Best);
        Assert.Contains("may be the best: the log cannot tell them apart.", selection.Conclusion, StringComparison.Ordinal);
        Assert.All(selection.Candidates, candidate => Assert.Equal((1, 4), (candidate.HighestRank!.Value, candidate.LowestRank!.Value)));
        Assert.All(selection.Pairs, pair => Assert.True(pair.DetectableDifference > pair.Difference));
        Assert.Equal(5, selection.Power.Length);
        Assert.All(selection.Power.Zip(selection.Power.Skip(1)), pair => Assert.True(pair.First.Episodes > pair.Second.Episodes));
    }

    [Fact]
    public void All_may_be_worse_than_the_log()
    {
        var selection = Of(new ConstantPolicies(2, 0).Log(2000, 3, ("bold", 0.7), ("bolder", 0.8)));

        Assert.Null(selection.Best);
        Assert.StartsWith("Choose none: even bold, the best of them, is worse than what wrote the log.", selection.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_log_cannot_judge_is_shown_and_never_chosen()
    {
        // A log that takes the second action once in 300 decisions says nothing of a policy that always does.
        var candidates = new ConstantPolicies(0, 2).Log(300, 4, ("a", 0.5), ("b", 0.6));
        var rows = candidates[1].Page.Rows;
        double[] rare = [.. rows.LoggedActions.Select(action => action == 1 ? 0.004 : 0.996)];
        var unjudged = candidates[1] with { Name = "b", Page = candidates[1].Page.WithLoggedPropensities(rare) };
        var selection = Of([candidates[0], unjudged]);

        Assert.Equal(["a", "b"], selection.Candidates.Select(candidate => candidate.Name));
        Assert.Equal(Judgement.CannotTell, selection.Candidates[1].Judgement);
        Assert.False(selection.Candidates[1].IsRanked);
        Assert.Null(selection.Candidates[1].Gain);
        Assert.Contains("Not ranked, because the log cannot tell what they are worth: b.", selection.Conclusion, StringComparison.Ordinal);
    }

    /// <summary>With a model of the logging policy in place of its propensities there is a ranking where there was none.</summary>
    [Fact]
    public void Propensities_that_were_not_logged_may_be_estimated()
    {
        Candidate[] candidates =
        [
            .. new ConstantPolicies(0, 2).Log(600, 8, ("cautious", 0.3), ("bold", 0.7)).Select(candidate => candidate with
            {
                Page = Evaluation.Pages.EvaluationPage.From(candidate.Page.Rows with
                {
                    LoggedPropensities = [.. candidate.Page.LoggedPropensities.Select(_ => double.NaN)],
                    StateFeatures = [.. candidate.Page.LoggedPropensities.Select(_ => 1.0)],
                }),
            }),
        ];

        Assert.Null(Of(candidates).Estimator);
        var selection = PolicySelection.Of(candidates, ConstantPolicies.Options with { MissingPropensities = MissingPropensities.Estimate });

        Assert.Equal("bold", selection.Best);
        Assert.Equal(600, selection.Episodes);
    }

    /// <summary>The mean of 100 rewards says little of the difference of two policies: only their weights' noise would be told.</summary>
    [Fact]
    public void The_level_of_the_rewards_does_not_blur_the_differences()
    {
        var near = Of(new ConstantPolicies(0, 2).Log(500, 9, ("cautious", 0.3), ("bold", 0.7))).Pairs.Single();
        var far = Of(new ConstantPolicies(100, 102).Log(500, 9, ("cautious", 0.3), ("bold", 0.7))).Pairs.Single();

        Assert.Equal(near.Difference, far.Difference, 9);
        Assert.Equal(near.Interval.High, far.Interval.High, 9);
    }

    [Fact]
    public void How_many_episodes_would_tell_a_candidate_from_the_log_is_said()
    {
        var bold = Of(new ConstantPolicies(1, 1).Log(400, 10, ("cautious", 0.3), ("bold", 0.7))).Candidates.Single(candidate => candidate.Name == "bold");

        Assert.True(bold.DetectableGain > Math.Abs(bold.Gain!.Value));
        Assert.Equal([0.01, 0.02, 0.05, 0.1, 0.2], bold.Power.Select(size => size.ShareOfLog));

        // The power is that of the interval: its half-width is c standard errors, the detectable gain c + 0.84.
        var critical = ((bold.GainInterval!.High - bold.Gain.Value) * 0.8416212) / (bold.DetectableGain!.Value - (bold.GainInterval.High - bold.Gain.Value));
        Assert.InRange(critical, 1.95, 2.6);
        Assert.Equal(Math.Ceiling(400 * Math.Pow(bold.DetectableGain.Value / bold.Power[2].Difference, 2)), bold.Power[2].Episodes, 1.0);
        Assert.True(bold.ValueInterval!.Contains(1));
    }

    [Fact]
    public void What_cannot_be_chosen_is_regretted_all_the_same()
    {
        var selection = Of(new ConstantPolicies(0, 2).Log(2000, 1, Policies));
        var unranked = selection with { Candidates = [.. selection.Candidates, selection.Candidates[0] with { Name = "unknown", HighestRank = null }] };
        var truths = new Dictionary<string, double> { ["cautious"] = 0.6, ["as logged"] = 1, ["bold"] = 1.4, ["bolder"] = 1.9, ["unknown"] = 2.4 };

        Assert.Equal(0.5, unranked.WithTruth(truths).Quality[0].Regret, 12);
        Assert.Equal(0.5, unranked.WithTruth(truths).Quality[^1].Regret, 12);
    }

    [Fact]
    public void The_log_is_no_candidate() => Assert.Contains(
        "No candidate can be called 'log'",
        Assert.Throws<ArgumentException>(() => Of(new ConstantPolicies(0, 1).Log(50, 1, ("log", 0.5), ("b", 0.6)))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Neither_the_order_of_the_candidates_nor_anything_but_the_seed_matters()
    {
        var candidates = new ConstantPolicies(0, 0.5).Log(200, 5, Policies);
        Candidate[] reversed = [.. candidates.Reverse()];

        Assert.Equal(PolicySelectionJson.Write(Of(candidates)), PolicySelectionJson.Write(Of(reversed)));
        Assert.NotEqual(Of(candidates).Candidates[0].GainInterval, Of(candidates, seed: 1).Candidates[0].GainInterval);
    }

    [Fact]
    public void Two_policies_that_act_alike_share_their_rank()
    {
        var selection = Of(new ConstantPolicies(0, 2).Log(1000, 6, ("one", 0.7), ("another", 0.7), ("cautious", 0.3)));

        Assert.Equal([(1, 2), (1, 2), (3, 3)], selection.Candidates.Select(candidate => (candidate.HighestRank!.Value, candidate.LowestRank!.Value)));
        var pair = selection.Pairs.Single(pair => pair.Difference == 0);
        Assert.Equal((0, 0), (pair.Interval.Low, pair.Interval.High));
        Assert.Null(pair.DetectableDifference);
        Assert.Null(pair.EpisodesNeeded);
    }

    [Fact]
    public void Episodes_of_several_steps_are_compared_by_their_returns()
    {
        var options = new EvaluationOptions { Gamma = 0.9, Resamples = 50, CostlyResamples = 50, Trust = new() { FewestEffectiveEpisodes = 1, LargestWeightShare = 1, LargestPropensityError = 100 } };
        var (first, second) = (SyntheticPages.Rows(7, episodes: 60, longest: 2), SyntheticPages.Rows(7, episodes: 60, longest: 2, onPolicy: true));
        var selection = PolicySelection.Of(
            [new("a", Evaluation.Pages.EvaluationPage.From(first)), new("b", Evaluation.Pages.EvaluationPage.From(first with { TargetPropensities = second.TargetPropensities.Reverse().ToArray() }))], options);

        Assert.Equal("weighted_doubly_robust", selection.Estimator);
        Assert.All(selection.Candidates, candidate => Assert.Equal(
            selection.Reports[candidate.Name].Reward.Estimates.Single(estimate => estimate.Estimator == selection.Estimator).Raw!.Value, candidate.Value!.Value, 12));
    }

    [Fact]
    public void Candidates_of_different_logs_are_not_compared()
    {
        var world = new ConstantPolicies(0, 1);
        Candidate[] candidates = [world.Log(50, 1, ("a", 0.5))[0], world.Log(50, 2, ("b", 0.5))[0]];

        Assert.Contains("same logged steps", Assert.Throws<ArgumentException>(() => Of(candidates)).Message, StringComparison.Ordinal);
        Assert.Contains("called 'a'", Assert.Throws<ArgumentException>(() => Of([candidates[0], candidates[0]])).Message, StringComparison.Ordinal);
        Assert.Contains("At least two", Assert.Throws<ArgumentException>(() => Of([candidates[0]])).Message, StringComparison.Ordinal);
    }

    /// <summary>Where all policies are worth the same as the log, any that is told from it, or from another, is an error.</summary>
    [Fact]
    public void Errors_are_no_more_frequent_than_they_may_be_over_all_comparisons_at_once()
    {
        var (amongPairs, againstLog) = (0, 0);
        for (var trial = 0; trial < Logs; trial++)
        {
            var selection = Of(new ConstantPolicies(1, 1).Log(250, 1000 + trial, Policies));
            amongPairs += selection.Pairs.Any(pair => pair.IsTold) ? 1 : 0;
            againstLog += selection.Candidates.Any(candidate => candidate.AgainstLog is Judgement.Better or Judgement.Worse) ? 1 : 0;
        }

        // As many as one log in 2,000 experiments of this size would exceed by chance.
        var most = Enumerable.Range(0, Logs + 1).First(errors => Binomial.CDF(0.05, Logs, errors) > 1 - (1.0 / 2000));
        Assert.InRange(amongPairs, 0, most);
        Assert.InRange(againstLog, 0, most);
    }

    /// <summary>The number of episodes that a first log asks for tells the difference about four times in five.</summary>
    [Fact]
    public void As_many_episodes_as_are_asked_for_tell_the_difference_four_times_in_five()
    {
        const double difference = 0.4 * 0.5;
        var world = new ConstantPolicies(0, 0.5);
        (string, double)[] policies = [("cautious", 0.3), ("bold", 0.7)];
        var first = Of(world.Log(1000, 7, policies)).Pairs.Single();
        var needed = (int)(1000 * Math.Pow(first.DetectableDifference!.Value / difference, 2));
        var told = Enumerable.Range(0, Logs).Count(trial => Of(world.Log(needed, 2000 + trial, policies)).Pairs.Single().IsTold);

        Assert.InRange((double)told / Logs, 0.7, 0.9);
    }

    private static PolicySelection Of(Candidate[] candidates, ulong seed = 0) => PolicySelection.Of(candidates, ConstantPolicies.Options with { Seed = seed });
}
