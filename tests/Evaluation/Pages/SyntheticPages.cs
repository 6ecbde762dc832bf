using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Tests.Pages;

/// <summary>Pages of made-up episodes, reproducible from a seed.</summary>
public static class SyntheticPages
{
    /// <summary>
    /// Rows in a shuffled order: 1 to <paramref name="longest"/> steps per episode, gaps in sequence numbers, one metric.
    /// </summary>
    public static EvaluationColumns Rows(int seed, int episodes = 12, int longest = 6, int actions = 3, bool onPolicy = false)
    {
        var random = new RandomStream((ulong)(uint)seed, "tests/page");
        List<(string Id, long Sequence)> steps = [];
        for (var episode = 0; episode < episodes; episode++)
        {
            var sequence = (long)random.NextInt(3);
            for (var left = 1 + random.NextInt(longest); left > 0; left--, sequence += 1 + random.NextInt(3))
            {
                steps.Add(($"e{episode.ToString(CultureInfo.InvariantCulture)}", sequence));
            }
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps));
        double[] target = [.. steps.SelectMany(_ => Distribution(random, actions))];
        int[] logged = [.. steps.Select(_ => random.NextInt(actions))];
        var states = new RandomStream((ulong)(uint)seed, "tests/page/states");
        return new EvaluationColumns
        {
            ActionNames = [.. Enumerable.Range(0, actions).Select(action => $"a{action}")],
            EpisodeIds = [.. steps.Select(step => step.Id)],
            SequenceNumbers = [.. steps.Select(step => step.Sequence)],
            LoggedActions = logged,
            LoggedPropensities =
                [.. logged.Select((action, row) => onPolicy ? target[(row * actions) + action] : random.NextDouble(0.1, 1))],
            TargetPropensities = target,
            PolicyScores = Numbers(random, steps.Count * actions),
            States = [.. steps.Select(_ => $"s{states.NextInt(4)}")],
            Reward = Outcome("reward", random, logged, actions),
            Metrics = [Outcome("clicks", random, logged, actions)],
        };
    }

    public static EvaluationPage Page(int seed, int episodes = 12, int longest = 6, int actions = 3, bool onPolicy = false) =>
        EvaluationPage.From(Rows(seed, episodes, longest, actions, onPolicy));

    /// <summary>The rows at the given indices.</summary>
    public static EvaluationColumns Take(EvaluationColumns rows, params int[] indices) => EvaluationRows.Select(rows, indices);

    /// <summary>
    /// [N, A] a logging policy that goes with the rows: it takes the other actions with equal probabilities, and all of them where the
    /// propensity of the logged one is not known.
    /// </summary>
    public static double[] LoggingPolicy(EvaluationColumns rows)
    {
        var actions = rows.ActionNames.Count;
        return
        [
            .. Enumerable.Range(0, rows.LoggedActions.Length * actions).Select(cell => rows.LoggedPropensities[cell / actions] switch
            {
                > 0 and var known when rows.LoggedActions[cell / actions] == cell % actions => known,
                > 0 and var known => (1 - known) / (actions - 1),
                _ => 1.0 / actions,
            }),
        ];
    }

    private static OutcomeColumns Outcome(string name, RandomStream random, int[] logged, int actions)
    {
        var rewards = Numbers(random, logged.Length * actions);
        return new OutcomeColumns
        {
            Name = name,
            Logged = Numbers(random, logged.Length),
            ModelRewards = rewards,
            ModelRewardsForLoggedAction = [.. logged.Select((action, row) => rewards[(row * actions) + action])],
            ModelValues = Numbers(random, logged.Length * actions),
        };
    }

    private static double[] Distribution(RandomStream random, int actions)
    {
        double[] weights = [.. Enumerable.Range(0, actions).Select(_ => random.NextDouble(0.05, 1))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static double[] Numbers(RandomStream random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => 1 + random.NextGaussian())];
}
