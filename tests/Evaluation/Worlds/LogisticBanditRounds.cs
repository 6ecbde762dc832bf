using System.Globalization;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Tests.Worlds;

/// <summary>Rounds that a logging policy played with a <see cref="LogisticBandit"/>.</summary>
/// <param name="Contexts">[N][d].</param>
/// <param name="LoggedActions">[N].</param>
/// <param name="Rewards">[N] 0 or 1.</param>
/// <param name="LoggingPropensities">[N, A].</param>
/// <param name="ExpectedRewards">[N, A] probability of a reward of 1.</param>
public sealed record LogisticBanditRounds(
    double[][] Contexts, int[] LoggedActions, double[] Rewards, double[] LoggingPropensities, double[] ExpectedRewards)
{
    private int Actions => ExpectedRewards.Length / LoggedActions.Length;

    /// <summary>What a policy [N, A] earns per round.</summary>
    public double Value(double[] policy) => policy.Zip(ExpectedRewards, (share, reward) => share * reward).Sum() / LoggedActions.Length;

    /// <summary>The rounds as episodes of one step, beside a policy to evaluate [N, A] and a model's rewards [N, A].</summary>
    public EvaluationPage Page(double[] policy, double[] modelRewards) => EvaluationPage.From(new EvaluationColumns
    {
        ActionNames = [.. Enumerable.Range(0, Actions).Select(action => $"a{action}")],
        EpisodeIds = [.. LoggedActions.Select((_, round) => round.ToString("D8", CultureInfo.InvariantCulture))],
        SequenceNumbers = new long[LoggedActions.Length],
        LoggedActions = LoggedActions,
        LoggedPropensities = OfLogged(LoggingPropensities),
        LoggingPropensities = LoggingPropensities,
        TargetPropensities = policy,
        Reward = new OutcomeColumns
        {
            Name = "reward",
            Logged = Rewards,
            ModelRewards = modelRewards,
            ModelRewardsForLoggedAction = OfLogged(modelRewards),
        },
    });

    private double[] OfLogged(double[] matrix) => [.. LoggedActions.Select((action, round) => matrix[(round * Actions) + action])];
}
