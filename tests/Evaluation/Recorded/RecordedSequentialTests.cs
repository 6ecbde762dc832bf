using System.Globalization;
using System.Text.Json;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>Estimates of ReAgent's tabular sequential estimators, where they are right.</summary>
public class RecordedSequentialTests
{
    [Theory]
    [InlineData("ips_weighted", "weighted_per_decision_importance_sampling")]
    [InlineData("dr_weighted", "weighted_doubly_robust")]
    public void Estimates_are_those_of_ReAgent(string recorded, string key) => ForEach(root =>
        RecordedCase.AssertClose(
            root.GetProperty("estimates").GetProperty(recorded).GetProperty("estimated_reward").GetDouble(), Raw(root, key), 1e-4));

    /// <summary>
    /// Plain weights are right in ReAgent only where all episodes are as long: it divides by the number of those that go on, which counts
    /// a late reward as if every episode had got so far.
    /// </summary>
    [Theory]
    [InlineData("ips", "per_decision_importance_sampling")]
    [InlineData("dr", "sequential_doubly_robust")]
    public void Estimates_with_plain_weights_are_those_of_ReAgent_for_episodes_of_equal_length(string recorded, string key)
    {
        var root = RecordedCase.Load("ope/sequential_equal_length").Root;
        RecordedCase.AssertClose(
            root.GetProperty("estimates").GetProperty(recorded).GetProperty("estimated_reward").GetDouble(), Raw(root, key), 1e-4);
    }

    /// <summary>ReAgent sums the values of every visited state; the value of a policy is that of the first.</summary>
    [Fact]
    public void The_direct_method_values_first_states_alone() => ForEach(root => RecordedCase.AssertClose(
        root.GetProperty("estimates").GetProperty("dm").GetProperty("sane_mean_V_s0").GetDouble(), Raw(root, "episode_direct_method"), 1e-5));

    private static void ForEach(Action<JsonElement> check)
    {
        foreach (var name in new[] { "sequential_12_episodes", "sequential_30_episodes_long", "sequential_equal_length" })
        {
            check(RecordedCase.Load($"ope/{name}").Root);
        }
    }

    private static double? Raw(JsonElement root, string key) => Estimation.Of(
        EstimatorCatalog.Standard[key],
        EvaluationSample.Of(Page(root)),
        new()
        {
            Gamma = root.GetProperty("gamma").GetDouble(),
            EndedEpisodes = EndedEpisodes.LoseTheirWeight,
            Resamples = 2,
            CostlyResamples = 2,
        }).Raw;

    private static EvaluationPage Page(JsonElement root)
    {
        var actions = root.GetProperty("num_actions").GetInt32();
        double[] target = RecordedCase.Tensor(root, "target_policy"), values = RecordedCase.Tensor(root, "q_function");
        var rows = root.GetProperty("episodes").EnumerateArray().SelectMany((episode, index) => episode.EnumerateArray().Select((row, step) =>
            (Episode: index, Step: step, State: row[0].GetInt32(), Action: row[1].GetInt32(), Propensity: row[2].GetDouble(), Reward: row[3].GetDouble())))
            .ToArray();
        double[] Matrix(double[] ofState) => [.. rows.SelectMany(row => ofState.Skip(row.State * actions).Take(actions))];
        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = [.. Enumerable.Range(0, actions).Select(action => $"a{action}")],
            EpisodeIds = [.. rows.Select(row => row.Episode.ToString("D4", CultureInfo.InvariantCulture))],
            SequenceNumbers = [.. rows.Select(row => (long)row.Step)],
            LoggedActions = [.. rows.Select(row => row.Action)],
            LoggedPropensities = [.. rows.Select(row => row.Propensity)],
            TargetPropensities = Matrix(target),
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [.. rows.Select(row => row.Reward)],
                ModelRewards = new double[rows.Length * actions],
                ModelRewardsForLoggedAction = new double[rows.Length],
                ModelValues = Matrix(values),
            },
        });
    }
}
