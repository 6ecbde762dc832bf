using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Evaluation.Tests.Worlds;

/// <summary>
/// Single decisions between four actions of known worth, with normal noise, logged by a policy that tries all of them: the value of every policy is its
/// probabilities times the actions' means.
/// </summary>
public sealed class ChoiceWorld
{
    /// <summary>Probabilities with which the log was written.</summary>
    public double[] Logging { get; init; } = [0.4, 0.3, 0.2, 0.1];

    /// <summary>Mean reward of each action; all the same by default, so that all policies are equal.</summary>
    public double[] Means { get; init; } = [1, 1, 1, 1];

    /// <summary>Probabilities of each policy by name.</summary>
    public required IReadOnlyDictionary<string, double[]> Policies { get; init; }

    /// <summary>True value of a policy.</summary>
    public double Value(double[] policy) => policy.Zip(Means, (share, mean) => share * mean).Sum();

    /// <summary>A log of that many decisions beside every policy.</summary>
    public IReadOnlyList<Candidate> Play(int episodes, long trial)
    {
        var random = new RandomStream(23, "tests/choice-world", trial);
        int[] actions = [.. Enumerable.Range(0, episodes).Select(_ => LogisticBandit.Pick(Logging, random.NextDouble()))];
        double[] rewards = [.. actions.Select(action => Means[action] + random.NextGaussian())];
        return [.. Policies.Select(policy => new Candidate(policy.Key, Page(policy.Value, actions, rewards)))];
    }

    private EvaluationPage Page(double[] policy, int[] actions, double[] rewards) => EvaluationPage.From(new EvaluationColumns
    {
        ActionNames = ["a", "b", "c", "d"],
        EpisodeIds = [.. actions.Select((_, episode) => episode.ToString("D6", CultureInfo.InvariantCulture))],
        SequenceNumbers = new long[actions.Length],
        LoggedActions = actions,
        LoggedPropensities = [.. actions.Select(action => Logging[action])],
        TargetPropensities = [.. actions.SelectMany(_ => policy)],
        Reward = new OutcomeColumns
        {
            Name = "reward",
            HasModel = false,
            Logged = rewards,
            ModelRewards = new double[actions.Length * 4],
            ModelRewardsForLoggedAction = new double[actions.Length],
        },
    });
}
