using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Tests.Conformance;

/// <summary>
/// A world of a few states and two actions, of at most three steps, whose values are known in closed form and whose episodes can all be
/// written down. After each action one of two things happens, each as likely. All probabilities are multiples of powers of two, so that a
/// log can hold every episode exactly as often as it is likely.
/// </summary>
public sealed class TabularWorld
{
    /// <summary>The outcome after which the episode is over.</summary>
    public const int End = -1;

    private const int Actions = 2;
    private const int Horizon = 3;
    private const int Quarters = 4;

    /// <summary>[state, action] the mean reward.</summary>
    public required double[,] Rewards { get; init; }

    /// <summary>[state, action] the two states that may follow, or <see cref="End"/>.</summary>
    public required (int First, int Second)[,] Outcomes { get; init; }

    /// <summary>[state] how many quarters of the time the logging policy takes action 1: 1 to 3.</summary>
    public required int[] LoggingQuarters { get; init; }

    /// <summary>[state] the probability with which the target policy takes action 1.</summary>
    public required double[] Target { get; init; }

    /// <summary>γ.</summary>
    public double Gamma { get; init; } = 0.75;

    /// <summary>How wrong the models on its pages are: 0 for exact ones.</summary>
    public double ModelError { get; init; }

    /// <summary>A world with rewards, outcomes and policies drawn at random; the same one for the same seed.</summary>
    public static TabularWorld Random(int seed, int states = 3)
    {
        var random = new RandomStream((ulong)(uint)seed, "tests/tabular-world");
        var rewards = new double[states, Actions];
        var outcomes = new (int, int)[states, Actions];
        foreach (var (state, action) in Pairs(states))
        {
            rewards[state, action] = 1 + random.NextGaussian();
            outcomes[state, action] = (random.NextInt(states), random.NextInt(states + 1) - 1);
        }

        return new()
        {
            Rewards = rewards,
            Outcomes = outcomes,
            LoggingQuarters = [.. Enumerable.Range(0, states).Select(_ => 1 + random.NextInt(3))],
            Target = [.. Enumerable.Range(0, states).Select(_ => random.NextDouble(0.05, 0.95))],
        };
    }

    /// <summary>Three states in a row; action 1 moves on half of the time and pays at the last, action 0 pays a little and may end it.</summary>
    public static TabularWorld Chain() => new()
    {
        Rewards = new[,] { { 0.5, 0 }, { 0.25, 0 }, { 0, 4.0 } },
        Outcomes = new[,] { { (0, End), (0, 1) }, { (0, End), (1, 2) }, { (1, End), (2, End) } },
        LoggingQuarters = [2, 1, 3],
        Target = [0.9, 0.75, 0.5],
    };

    /// <summary>E[Σ_t γ^t r_t] under the target policy, from state 0.</summary>
    public double Value() => StateValue(0, 0);

    /// <summary>E[Σ_t Σ_a π(a | s_t) R(s_t, a)] / E[number of steps], states visited as the logging policy does.</summary>
    public double RewardPerLoggedStep()
    {
        double reward = 0, steps = 0;
        Visit(0, 0, 1, (state, _, probability, _) =>
        {
            // Each action of a step is visited apart: their probabilities add up to that of the step.
            reward += probability * Enumerable.Range(0, Actions).Sum(action => OfTarget(state, action) * Rewards[state, action]);
            steps += probability;
        });
        return reward / steps;
    }

    /// <summary>The log in which every episode occurs exactly as often as the logging policy makes it likely.</summary>
    public EvaluationColumns ExactLog()
    {
        List<(int Episode, int Step, int State, int Action)> rows = [];
        var episode = 0;
        Write([], 0, (int)Math.Pow(2 * Quarters, Horizon));
        return Columns(rows);

        void Write((int State, int Action)[] path, int state, int count)
        {
            for (var action = 0; action < Actions; action++)
            {
                (int State, int Action)[] next = [.. path, (state, action)];
                var occurrences = count * LoggingOf(state, action) / Quarters;
                foreach (var outcome in new[] { Outcomes[state, action].First, Outcomes[state, action].Second })
                {
                    if (outcome != End && next.Length < Horizon)
                    {
                        Write(next, outcome, occurrences / 2);
                        continue;
                    }

                    for (var copy = 0; copy < occurrences / 2; copy++, episode++)
                    {
                        rows.AddRange(next.Select((visit, step) => (episode, step, visit.State, visit.Action)));
                    }
                }
            }
        }
    }

    private EvaluationColumns Columns(List<(int Episode, int Step, int State, int Action)> rows) => new()
    {
        ActionNames = ["stay", "go"],
        EpisodeIds = [.. rows.Select(row => row.Episode.ToString("D5", CultureInfo.InvariantCulture))],
        SequenceNumbers = [.. rows.Select(row => (long)row.Step)],
        LoggedActions = [.. rows.Select(row => row.Action)],
        LoggedPropensities = [.. rows.Select(row => (double)LoggingOf(row.State, row.Action) / Quarters)],
        TargetPropensities = [.. rows.SelectMany(row => new[] { OfTarget(row.State, 0), OfTarget(row.State, 1) })],
        States = [.. rows.Select(row => $"{row.State} at {row.Step}")],
        Reward = new OutcomeColumns
        {
            Name = "reward",
            Logged = [.. rows.Select(row => Rewards[row.State, row.Action])],
            ModelRewards = [.. rows.SelectMany(row => OfModel(action => Rewards[row.State, action]))],
            ModelRewardsForLoggedAction = [.. rows.Select(row => OfModel(action => Rewards[row.State, action])[row.Action])],
            ModelValues = [.. rows.SelectMany(row => OfModel(action => ActionValue(row.Step, row.State, action)))],
        },
    };

    private void Visit(int step, int state, double probability, Action<int, int, double, int> visit)
    {
        for (var action = 0; action < Actions; action++)
        {
            var taken = probability * LoggingOf(state, action) / Quarters;
            visit(state, action, taken, step);
            foreach (var outcome in new[] { Outcomes[state, action].First, Outcomes[state, action].Second })
            {
                if (outcome != End && step + 1 < Horizon)
                {
                    Visit(step + 1, outcome, taken / 2, visit);
                }
            }
        }
    }

    private double StateValue(int step, int state) => step == Horizon || state == End
        ? 0
        : Enumerable.Range(0, Actions).Sum(action => OfTarget(state, action) * ActionValue(step, state, action));

    private double ActionValue(int step, int state, int action) => Rewards[state, action]
        + (Gamma * (StateValue(step + 1, Outcomes[state, action].First) + StateValue(step + 1, Outcomes[state, action].Second)) / 2);

    private double[] OfModel(Func<int, double> truth) =>
        [.. Enumerable.Range(0, Actions).Select(action => truth(action) + (ModelError * (action == 0 ? -1 : 1.5)))];

    private double OfTarget(int state, int action) => action == 1 ? Target[state] : 1 - Target[state];

    private int LoggingOf(int state, int action) => action == 1 ? LoggingQuarters[state] : Quarters - LoggingQuarters[state];

    private static IEnumerable<(int State, int Action)> Pairs(int states) =>
        Enumerable.Range(0, states).SelectMany(state => Enumerable.Range(0, Actions).Select(action => (state, action)));
}
