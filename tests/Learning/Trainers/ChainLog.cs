using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;

namespace ReAgent.Learning.Tests.Trainers;

/// <summary>
/// Logged episodes on a chain of states 0 … 5, one-hot encoded. Action 0 goes left, 1 goes right, 2 jumps back to 0 and is possible in even
/// states only. The logging policy takes possible actions with probabilities proportional to 1, 2 and 1. Reaching state 5 pays 1 and
/// terminates; every other step costs 0.05. Episodes are cut after 12 steps.
/// </summary>
public static class ChainLog
{
    public const int States = 6;
    public const int Actions = 3;
    private const int LongestEpisode = 12;
    private static readonly double[] Weights = [1, 2, 1];

    /// <summary>Best action of every non-terminal state: always right.</summary>
    public const int Best = 1;

    /// <summary>The logging policy's probability of an action.</summary>
    public static double Probability(int state, int action) => Possible(state, action) ? Weights[action] / (state % 2 == 0 ? 4 : 3) : 0;

    public static bool Possible(int state, int action) => action < 2 || state % 2 == 0;

    public static float[] OneHot(int state)
    {
        var features = new float[States];
        features[state] = 1;
        return features;
    }

    public static float[] Mask(int state) => [.. Enumerable.Range(0, Actions).Select(action => Possible(state, action) ? 1f : 0f)];

    /// <summary>Rows with discrete actions and two metrics: the cost of a step, and whether it went right.</summary>
    public static TransitionRows Rows(int episodes, ulong seed = 7) => Build(episodes, seed, continuous: false);

    /// <summary>The same walk, logged as one continuous action: −0.5 left, 0.5 right, 0 jump.</summary>
    public static TransitionRows ContinuousRows(int episodes, ulong seed = 7) => Build(episodes, seed, continuous: true);

    private static TransitionRows Build(int episodes, ulong seed, bool continuous)
    {
        var steps = new List<(int Episode, int Position, int State, int Action, int Next, bool Terminal, bool Last)>();
        for (var episode = 0; episode < episodes; episode++)
        {
            var random = new RandomStream(seed, "chain", episode);
            var state = random.NextInt(States - 1);
            for (var position = 0; position < LongestEpisode; position++)
            {
                var action = Draw(state, random);
                var next = action switch { 0 => Math.Max(0, state - 1), 1 => state + 1, _ => 0 };
                var terminal = next == States - 1;
                steps.Add((episode, position, state, action, next, terminal, terminal || position == LongestEpisode - 1));
                if (terminal)
                {
                    break;
                }

                state = next;
            }
        }

        var rows = steps.Select((step, index) => (Step: step, NextAction: step.Last ? Actions : steps[index + 1].Action)).ToArray();
        return new()
        {
            Count = rows.Length,
            StateWidth = States,
            ActionCount = continuous ? 0 : Actions,
            ActionWidth = continuous ? 1 : 0,
            MetricNames = continuous ? [] : ["cost", "went_right"],
            State = [.. rows.SelectMany(row => OneHot(row.Step.State))],
            NextState = [.. rows.SelectMany(row => row.Step.Terminal ? new float[States] : OneHot(row.Step.Next))],
            Action = continuous ? [] : [.. rows.Select(row => row.Step.Action)],
            NextAction = continuous ? [] : [.. rows.Select(row => row.NextAction)],
            ActionFeatures = continuous ? [.. rows.Select(row => Feature(row.Step.Action))] : [],
            NextActionFeatures = continuous ? [.. rows.Select(row => Feature(row.NextAction))] : [],
            Reward = [.. rows.Select(row => row.Step.Terminal ? 1f : -0.05f)],
            NotTerminal = [.. rows.Select(row => row.Step.Terminal ? 0f : 1f)],
            TimeDiff = [.. rows.Select(_ => 1f)],
            Step = [.. rows.Select(_ => 1f)],
            ActionProbability = [.. rows.Select(row => (float)Probability(row.Step.State, row.Step.Action))],
            PossibleActions = continuous ? [] : [.. rows.SelectMany(row => Mask(row.Step.State))],
            PossibleNextActions = continuous ? [] : [.. rows.SelectMany(row => row.Step.Terminal ? new float[Actions] : Mask(row.Step.Next))],
            Metrics = continuous ? [] : [.. rows.SelectMany(row => new[] { row.Step.Terminal ? 0 : 0.05f, row.Step.Action == 1 ? 1f : 0f })],
            Episode = [.. rows.Select(row => row.Step.Episode)],
            SequenceNumber = [.. rows.Select(row => (long)row.Step.Position)],
        };
    }

    private static float Feature(int action) => action switch { 0 => -0.5f, 1 => 0.5f, _ => 0 };

    private static int Draw(int state, RandomStream random)
    {
        var left = random.NextDouble();
        for (var action = 0; action < Actions - 1; action++)
        {
            left -= Probability(state, action);
            if (left < 0)
            {
                return action;
            }
        }

        return Possible(state, Actions - 1) ? Actions - 1 : 1;
    }
}
