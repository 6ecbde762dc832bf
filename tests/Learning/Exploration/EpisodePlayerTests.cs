using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Data.Features;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using Xunit;

namespace ReAgent.Learning.Tests.Exploration;

public sealed class EpisodePlayerTests
{
    private const ulong Seed = 9;

    private static readonly NormalizationParameters Plain = new() { Type = FeatureType.DoNotPreprocess };

    private static TransitionEncoding CartPole => new(
        new FeatureTransform(new FeatureLayout(Enumerable.Range(0, 4).ToDictionary(feature => (long)feature, _ => Plain))), ["0", "1"], null, ["reward"]);

    private static TransitionEncoding Pendulum => new(
        new FeatureTransform(new FeatureLayout(Enumerable.Range(0, 3).ToDictionary(feature => (long)feature, _ => Plain))),
        [],
        new ActionScaling(new FeatureLayout(new Dictionary<long, NormalizationParameters>
        {
            [0] = new() { Type = FeatureType.ContinuousAction, MinValue = -2, MaxValue = 2 },
        })),
        []);

    private static PlayedEpisodes Play(int maxSteps, Func<float[], int> choose, int episodes = 3, ExplorationOptions? exploration = null) =>
        new EpisodePlayer(EnvironmentCatalog.BuiltIn.Create("CartPole-v0", maxSteps), new Chosen(choose), exploration ?? new AsDecided(), CartPole).Play(Seed, 0, episodes, 0);

    [Fact]
    public void Rows_are_what_the_environment_showed_and_what_was_done()
    {
        var played = Play(50, state => state[2] > 0 ? 1 : 0);
        for (var episode = 0; episode < 3; episode++)
        {
            var rows = played.Episodes[episode];
            var environment = EnvironmentCatalog.BuiltIn.Create("CartPole-v0", 50);
            var observation = new double[4];
            environment.Reset(new RandomStream(Seed, "explore", episode), observation);
            for (var row = 0; row < rows.Count; row++)
            {
                Assert.Equal(observation.Select(value => (float)value), rows.State.Skip(4 * row).Take(4));
                Assert.Equal(rows.State[(4 * row) + 2] > 0 ? 1 : 0, rows.Action[row]);
                var result = environment.Step(EnvironmentAction.Discrete(rows.Action[row]), observation);
                Assert.Equal(result.Reward, rows.Reward[row]);
                Assert.Equal(result.Reward, rows.Metrics[row]);
                Assert.Equal(row == rows.Count - 1, result.Ended);
                Assert.Equal(result.Terminated ? 0 : 1, rows.NotTerminal[row]);
                Assert.Equal(result.Terminated ? new float[4] : observation.Select(value => (float)value), rows.NextState.Skip(4 * row).Take(4));
                Assert.Equal(result.Ended ? 2 : rows.Action[row + 1], rows.NextAction[row]);
                Assert.Equal(result.Terminated ? [0, 0] : [1, 1], rows.PossibleNextActions.Skip(2 * row).Take(2));
            }

            Assert.Equal(rows.Reward.Sum(), played.Returns[episode]);
        }
    }

    [Fact]
    public void An_episode_whose_time_is_up_goes_on_from_its_last_state_and_one_that_ended_does_not()
    {
        var cut = Play(5, _ => 0).Episodes[0];
        Assert.Equal((5, 1f), (cut.Count, cut.NotTerminal[4]));
        Assert.NotEqual(new float[4], cut.NextState[16..]);

        var fallen = Play(100, _ => 0).Episodes[0];
        Assert.InRange(fallen.Count, 6, 20);
        Assert.Equal(0, fallen.NotTerminal[^1]);
    }

    [Fact]
    public void The_same_episodes_are_played_whoever_plays_how_many()
    {
        var whole = Play(30, _ => 1, episodes: 4, new EpsilonGreedy { Epsilon = 0.5 });
        var player = new EpisodePlayer(EnvironmentCatalog.BuiltIn.Create("CartPole-v0", 30), new Chosen(_ => 1), new EpsilonGreedy { Epsilon = 0.5 }, CartPole);
        var last = player.Play(Seed, 3, 1, 0);
        Assert.Equal(whole.Episodes[3].State, last.Episodes[0].State);
        Assert.Equal(whole.Episodes[3].Action, last.Episodes[0].Action);
        Assert.Equal(whole.Episodes[3].ActionProbability, last.Episodes[0].ActionProbability);
        Assert.Contains(0.75f, last.Episodes[0].ActionProbability);
    }

    [Fact]
    public void Episodes_fit_into_a_row_store()
    {
        var played = Play(30, _ => 1, episodes: 3, new EpsilonGreedy { Epsilon = 0.5 });
        foreach (var episode in played.Episodes)
        {
            using var store = RowStore.Of(episode);
            Assert.Equal(episode.Count, store.Count);
        }
    }

    [Fact]
    public void Continuous_actions_are_scaled_to_the_environments_range()
    {
        var player = new EpisodePlayer(EnvironmentCatalog.BuiltIn.Create("Pendulum-v0", 20), new Pushed(0.5f), new AsDecided(), Pendulum);
        var rows = player.Play(Seed, 0, 1, 0).Episodes[0];
        var environment = EnvironmentCatalog.BuiltIn.Create("Pendulum-v0", 20);
        var observation = new double[3];
        environment.Reset(new RandomStream(Seed, "explore", 0), observation);
        Assert.Equal(20, rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            Assert.Equal(0.5f, rows.ActionFeatures[row]);
            var result = environment.Step(EnvironmentAction.Continuous([1.0]), observation);
            Assert.Equal(result.Reward, rows.Reward[row], 1e-4);
        }

        Assert.Equal(1, rows.NotTerminal[^1]);
        Assert.Equal(0, rows.NextActionFeatures[^1]);
    }

    /// <summary>Scores one action highest.</summary>
    private sealed class Chosen(Func<float[], int> choose) : IPolicy
    {
        public PolicyDescription Description => throw new InvalidOperationException("It is not published.");

        public IReadOnlyList<Network> Networks => [];

        public Decisions Decide(ReadOnlySpan<float> states, ReadOnlySpan<float> possibleActions, RandomStream random)
        {
            var action = choose(states.ToArray());
            return new() { Count = 1, Actions = [action], Probabilities = [1], Scores = action == 0 ? [1, 0] : [0, 1] };
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Always the same push.</summary>
    private sealed class Pushed(float action) : IPolicy
    {
        public PolicyDescription Description => throw new InvalidOperationException("It is not published.");

        public IReadOnlyList<Network> Networks => [];

        public Decisions Decide(ReadOnlySpan<float> states, ReadOnlySpan<float> possibleActions, RandomStream random) =>
            new() { Count = 1, ActionFeatures = [action], Probabilities = [1] };

        public void Dispose()
        {
        }
    }
}
