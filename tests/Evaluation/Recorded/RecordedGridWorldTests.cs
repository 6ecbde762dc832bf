using System.Globalization;
using System.Text.Json;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>A grid whose values ReAgent worked out by dynamic programming: moves do what they say, so a log of all of them tells all.</summary>
public class RecordedGridWorldTests
{
    private const int Actions = 4;
    private static readonly (int Down, int Right)[] Moves = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    [Fact]
    public void Fitted_Q_evaluation_finds_the_values_of_dynamic_programming_in_a_random_walk()
    {
        var root = RecordedCase.Load("ope/gridworld_4x4_walls").Root;

        var estimate = Estimation.Of(
            new FittedQEvaluation(),
            EvaluationSample.Of(RandomWalk(root, episodes: 60)),
            new() { Gamma = root.GetProperty("gamma").GetDouble(), CostlyResamples = 2 });

        Assert.Equal(root.GetProperty("epsilon_greedy_values")[0].GetDouble(), estimate.Raw!.Value, 1e-3);
        Assert.Empty(estimate.Notes);
    }

    private static EvaluationPage RandomWalk(JsonElement root, int episodes)
    {
        string[][] grid = [.. root.GetProperty("grid").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()!).ToArray())];
        var states = root.GetProperty("states").EnumerateArray().Select((state, index) => ((state[0].GetInt32(), state[1].GetInt32()), index))
            .ToDictionary();
        var epsilon = root.GetProperty("epsilon").GetDouble();
        var random = new RandomStream(4, "tests/grid");
        List<string> ids = [], names = [];
        List<long> sequence = [];
        List<int> actions = [];
        List<double> rewards = [], target = [];
        for (var episode = 0; episode < episodes; episode++)
        {
            var (place, step) = ((Row: 0, Column: 0), 0L);
            while (grid[place.Row][place.Column] != "g")
            {
                var action = random.NextInt(Actions);
                ids.Add(episode.ToString("D4", CultureInfo.InvariantCulture));
                names.Add($"{place.Row}, {place.Column}");
                sequence.Add(step++);
                actions.Add(action);
                target.AddRange(root.GetProperty("optimal_policy")[states[place]].EnumerateArray()
                    .Select(probability => ((1 - epsilon) * probability.GetDouble()) + (epsilon / Actions)));
                var next = (Row: place.Row + Moves[action].Down, Column: place.Column + Moves[action].Right);
                var isBlocked = next.Row < 0 || next.Column < 0 || next.Row >= grid.Length || next.Column >= grid[0].Length
                    || grid[next.Row][next.Column] == "W";
                place = isBlocked ? place : next;
                rewards.Add(grid[place.Row][place.Column] == "g" ? 1 : 0);
            }
        }

        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = ["down", "right", "up", "left"],
            EpisodeIds = [.. ids],
            SequenceNumbers = [.. sequence],
            LoggedActions = [.. actions],
            LoggedPropensities = [.. actions.Select(_ => 1.0 / Actions)],
            TargetPropensities = [.. target],
            States = [.. names],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [.. rewards],
                ModelRewards = new double[target.Count],
                ModelRewardsForLoggedAction = new double[rewards.Count],
            },
        });
    }
}
