using System.Globalization;
using MathNet.Numerics.Distributions;
using ReAgent.Evaluation.Selection;
using ReAgent.Evaluation.Tests.Worlds;
using ReAgent.Evaluation.Verdicts;
using Xunit;
using Xunit.Abstractions;

namespace ReAgent.Evaluation.Tests.Selection;

/// <summary>
/// How often a comparison at 95 % makes a false claim, in logs of a world where the values are known. With <c>COVERAGE_LOGS</c> (1000, say) as many
/// logs are played; without, a few. The number of logs with a false claim must not be less likely than one in 2,000 for an error of 5 %.
/// </summary>
public class ErrorControlTests(ITestOutputHelper output)
{
    private const int FewLogs = 120;
    private const double Doubt = 1.0 / 2000;
    private const double Error = 0.05;

    private static readonly Dictionary<string, double[]> Five = new()
    {
        ["a"] = [0.7, 0.1, 0.1, 0.1],
        ["b"] = [0.1, 0.7, 0.1, 0.1],
        ["c"] = [0.1, 0.3, 0.5, 0.1],
        ["d"] = [0.3, 0.2, 0.2, 0.3],
        ["e"] = [0.25, 0.25, 0.25, 0.25],
    };

    private static int Logs =>
        int.TryParse(Environment.GetEnvironmentVariable("COVERAGE_LOGS"), NumberStyles.None, CultureInfo.InvariantCulture, out var logs) ? logs : FewLogs;

    [Fact]
    public void Of_equal_policies_none_is_called_better_or_worse_too_often()
    {
        var world = new ChoiceWorld { Policies = Five };
        var comparisons = Play(world);
        var wrong = comparisons.Count(comparison => Claims(comparison).Any());
        output.WriteLine($"{wrong} of {comparisons.Length} logs with a false claim");

        Assert.InRange(wrong, Least(Error / 2, comparisons.Length), Most(Error, comparisons.Length));
    }

    [Fact]
    public void A_clearly_better_policy_is_found_and_nothing_false_is_said_of_the_others()
    {
        // Four are worth 1, as is the log's every action but the fourth's; the fifth policy takes that one.
        var world = new ChoiceWorld
        {
            Means = [1, 1, 1, 3],
            Logging = [0.3, 0.3, 0.3, 0.1],
            Policies = new Dictionary<string, double[]>
            {
                ["a"] = [0.7, 0.1, 0.1, 0.1],
                ["b"] = [0.1, 0.7, 0.1, 0.1],
                ["c"] = [0.1, 0.1, 0.7, 0.1],
                ["d"] = [0.3, 0.3, 0.3, 0.1],
                ["best"] = [0.2, 0.2, 0.2, 0.4],
            },
        };
        var comparisons = Play(world);
        var found = comparisons.Count(comparison => Best(comparison) is ["best"]);
        var lost = comparisons.Count(comparison => !Best(comparison).Contains("best"));
        var wrong = comparisons.Count(comparison => Claims(comparison).Any(claim => claim.Better != "best"));
        output.WriteLine($"found in {found}, lost in {lost}, a false claim in {wrong} of {comparisons.Length} logs");

        Assert.True(found >= 0.9 * comparisons.Length);
        Assert.InRange(lost, 0, Most(Error, comparisons.Length));
        Assert.InRange(wrong, 0, Most(Error, comparisons.Length));
    }

    [Fact]
    public void Intervals_of_values_and_ranks_hold_for_all_at_once()
    {
        var world = new ChoiceWorld { Policies = Five, Means = [1, 1.4, 0.6, 2] };
        string[] order = [.. Five.OrderByDescending(policy => world.Value(policy.Value)).Select(policy => policy.Key)];
        var comparisons = Play(world);
        var values = comparisons.Count(comparison => comparison.Candidates.All(policy => policy.ValueInterval!.Contains(world.Value(Five[policy.Name]))));
        var ranks = comparisons.Count(comparison => comparison.Candidates.All(policy =>
            Array.IndexOf(order, policy.Name) + 1 is var rank && policy.HighestRank <= rank && rank <= policy.LowestRank));
        output.WriteLine($"all values in {values}, all ranks in {ranks} of {comparisons.Length} logs");

        Assert.InRange(comparisons.Length - values, 0, Most(Error, comparisons.Length));
        Assert.InRange(comparisons.Length - ranks, 0, Most(Error, comparisons.Length));
    }

    private static PolicySelection[] Play(ChoiceWorld world)
    {
        PolicySelection[] comparisons =
        [
            .. Enumerable.Range(0, Logs).Select(trial => PolicySelection.Of(
                world.Play(400, trial), new() { Gamma = 1, Seed = (ulong)trial, Resamples = 399, Estimators = ["self_normalized_inverse_propensity"] })),
        ];
        Assert.All(comparisons, comparison => Assert.All(comparison.Candidates, policy => Assert.True(policy.IsRanked)));
        return comparisons;
    }

    private static string[] Best(PolicySelection comparison) => [.. comparison.Candidates.Where(policy => policy.MayBeBest).Select(policy => policy.Name)];

    private static IEnumerable<(string Better, string Worse)> Claims(PolicySelection comparison) =>
    [
        .. comparison.Pairs.Where(pair => pair.IsTold).Select(pair => (pair.Higher, pair.Lower)),
        .. comparison.Candidates.Where(policy => policy.AgainstLog == Judgement.Better).Select(policy => (policy.Name, PolicySelection.LogName)),
        .. comparison.Candidates.Where(policy => policy.AgainstLog == Judgement.Worse).Select(policy => (PolicySelection.LogName, policy.Name)),
    ];

    private static int Least(double share, int trials) => Enumerable.Range(0, trials + 1).First(count => Binomial.CDF(share, trials, count) > Doubt);

    private static int Most(double share, int trials) => trials - Least(1 - share, trials);
}
