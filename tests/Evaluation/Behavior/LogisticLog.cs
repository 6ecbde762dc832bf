using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Tests.Behavior;

/// <summary>A log whose policy is logistic in two features, with three actions of which the last is possible in every other episode.</summary>
/// <param name="episodes">Number of episodes, of two steps each.</param>
internal sealed class LogisticLog(int episodes)
{
    private const int Actions = 3;
    private static readonly double[,] Weights = { { 0.8, -0.5 }, { -0.6, 0.9 }, { 0, 0 } };
    private static readonly double[] Intercepts = [0.3, 0, -0.4];
    private readonly List<double> _true = [];

    /// <summary>[N] the propensities of the logged actions that the log lacks, in the page's order.</summary>
    public IReadOnlyList<double> TruePropensities => _true;

    /// <summary>The log without propensities; the target policy picks any possible action.</summary>
    public EvaluationColumns Play()
    {
        var random = new RandomStream(7, "tests/logistic-log");
        var steps = 2 * episodes;
        string[] ids = [.. Enumerable.Range(0, steps).Select(row => (row / 2).ToString("D5", CultureInfo.InvariantCulture))];
        List<int> logged = [];
        List<bool> possible = [];
        List<double> features = [], target = [];
        for (var row = 0; row < steps; row++)
        {
            double[] state = [random.NextGaussian(), 100 + (20 * random.NextGaussian())];
            bool[] mask = [true, true, row / 2 % 2 == 0];
            double[] odds =
            [
                .. Enumerable.Range(0, Actions).Select(action => !mask[action] ? 0 : Math.Exp(
                    Intercepts[action] + (Weights[action, 0] * state[0]) + (Weights[action, 1] * (state[1] - 100) / 20))),
            ];
            var (draw, choice) = (random.NextDouble() * odds.Sum(), 0);
            for (; draw > odds[choice]; choice++)
            {
                draw -= odds[choice];
            }

            logged.Add(choice);
            _true.Add(odds[choice] / odds.Sum());
            possible.AddRange(mask);
            features.AddRange(state);
            target.AddRange(mask.Select(isPossible => isPossible ? 1.0 / mask.Count(any => any) : 0));
        }

        return new()
        {
            ActionNames = ["a", "b", "c"],
            EpisodeIds = ids,
            SequenceNumbers = [.. Enumerable.Range(0, steps).Select(row => (long)(row % 2))],
            LoggedActions = [.. logged],
            LoggedPropensities = [.. logged.Select(_ => double.NaN)],
            TargetPropensities = [.. target],
            PossibleActions = [.. possible],
            StateFeatures = [.. features],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                HasModel = false,
                Logged = new double[steps],
                ModelRewards = new double[steps * Actions],
                ModelRewardsForLoggedAction = new double[steps],
            },
        };
    }
}
