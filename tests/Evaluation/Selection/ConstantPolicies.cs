using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Evaluation.Tests.Selection;

/// <summary>
/// Logs of single decisions between two actions, taken with equal probabilities, and policies that take the second one with a fixed probability p: each is
/// worth (1 − p) · first + p · second, and the log the mean of both. Rewards have normal noise of deviation 1. There are no models.
/// </summary>
/// <param name="First">Mean reward of the first action.</param>
/// <param name="Second">Mean reward of the second.</param>
internal sealed record ConstantPolicies(double First, double Second)
{
    public static readonly EvaluationOptions Options = new() { Gamma = 1, Estimators = ["inverse_propensity"], Resamples = 300 };

    public Candidate[] Log(int episodes, long trial, params (string Name, double Probability)[] policies)
    {
        var random = new RandomStream(5, "tests/constant-policies", trial);
        int[] actions = [.. Enumerable.Range(0, episodes).Select(_ => random.NextInt(2))];
        double[] rewards = [.. actions.Select(action => (action == 0 ? First : Second) + random.NextGaussian())];
        return [.. policies.Select(policy => new Candidate(policy.Name, Page(actions, rewards, policy.Probability)))];
    }

    private static EvaluationPage Page(int[] actions, double[] rewards, double probability) => EvaluationPage.From(new EvaluationColumns
    {
        ActionNames = ["first", "second"],
        EpisodeIds = [.. actions.Select((_, episode) => episode.ToString("00000", CultureInfo.InvariantCulture))],
        SequenceNumbers = new long[actions.Length],
        LoggedActions = actions,
        LoggedPropensities = [.. actions.Select(_ => 0.5)],
        TargetPropensities = [.. actions.SelectMany(_ => new[] { 1 - probability, probability })],
        Reward = new OutcomeColumns
        {
            Name = "reward",
            HasModel = false,
            Logged = rewards,
            ModelRewards = new double[2 * actions.Length],
            ModelRewardsForLoggedAction = new double[actions.Length],
        },
    });
}
