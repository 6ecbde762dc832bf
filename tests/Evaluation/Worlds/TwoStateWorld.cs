using System.Globalization;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Tests.Worlds;

/// <summary>
/// A world of two states and two actions whose values can be enumerated: up to four steps, ending early with a probability that depends
/// on the state, so that episodes differ in length. Rewards are noisy.
/// </summary>
public sealed class TwoStateWorld
{
    public const double Gamma = 0.9;
    private const int Horizon = 4;
    private const double Noise = 0.5;

    // [state, action]: mean reward, probability of state 1 next; [state]: probability that the episode ends after a step.
    private static readonly double[,] Reward = { { 1.0, 0.2 }, { 0.3, 2.0 } };
    private static readonly double[,] ToStateOne = { { 0.2, 0.7 }, { 0.4, 0.9 } };
    private static readonly double[] Ends = [0.4, 0.05];

    /// <summary>Probability of action 1 in each state, of the policy that writes the log.</summary>
    public double[] Logging { get; init; } = [0.4, 0.5];

    /// <summary>The same of the policy to evaluate.</summary>
    public double[] Target { get; init; } = [0.6, 0.8];

    /// <summary>Added to every reward.</summary>
    public double Shift { get; init; }

    /// <summary>How wrong the models are: 0 for exact ones.</summary>
    public double ModelError { get; init; }

    /// <summary>E[Σ_t γ^t r_t] under a policy, from state 0.</summary>
    public double Value(double[] policy) => StateValue(policy, 0, 0);

    /// <summary>
    /// E[Σ_t Σ_a π(a | s_t) R(s_t, a)] / E[number of steps], states visited as the logging policy does: what estimates per step estimate.
    /// </summary>
    public double RewardPerLoggedStep()
    {
        double reward = 0, steps = 0;
        double[] visits = [1, 0];
        for (var t = 0; t < Horizon; t++)
        {
            double[] next = [0, 0];
            for (var state = 0; state < 2; state++)
            {
                steps += visits[state];
                for (var action = 0; action < 2; action++)
                {
                    reward += visits[state] * Probability(Target, state, action) * (Reward[state, action] + Shift);
                    var goesOn = visits[state] * (1 - Ends[state]) * Probability(Logging, state, action);
                    next[1] += goesOn * ToStateOne[state, action];
                    next[0] += goesOn * (1 - ToStateOne[state, action]);
                }
            }

            visits = next;
        }

        return reward / steps;
    }

    /// <summary>Episodes that the logging policy plays, beside models of the target policy.</summary>
    public EvaluationPage Play(int episodes, long trial)
    {
        var random = new RandomStream(11, "tests/two-state-world", trial);
        List<string> ids = [];
        List<string> states = [];
        List<double> features = [];
        List<long> sequence = [];
        List<int> actions = [];
        List<double> propensities = [], target = [], rewards = [], modelRewards = [], modelRewardsOfLogged = [], modelValues = [];
        for (var episode = 0; episode < episodes; episode++)
        {
            var (state, ended) = (0, false);
            for (var t = 0; t < Horizon && !ended; t++)
            {
                var action = random.NextDouble() < Logging[state] ? 1 : 0;
                ids.Add(episode.ToString("D5", CultureInfo.InvariantCulture));
                states.Add($"{state} at {t}");
                features.Add(state);
                sequence.Add(t);
                actions.Add(action);
                propensities.Add(Probability(Logging, state, action));
                target.AddRange([Probability(Target, state, 0), Probability(Target, state, 1)]);
                rewards.Add(Reward[state, action] + Shift + (Noise * random.NextGaussian()));
                modelRewards.AddRange([Model(Reward[state, 0] + Shift, 0), Model(Reward[state, 1] + Shift, 1)]);
                modelRewardsOfLogged.Add(Model(Reward[state, action] + Shift, action));
                modelValues.AddRange([Model(ActionValue(Target, t, state, 0), 0), Model(ActionValue(Target, t, state, 1), 1)]);
                ended = random.NextDouble() < Ends[state];
                state = random.NextDouble() < ToStateOne[state, action] ? 1 : 0;
            }
        }

        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = ["stay", "go"],
            EpisodeIds = [.. ids],
            SequenceNumbers = [.. sequence],
            LoggedActions = [.. actions],
            LoggedPropensities = [.. propensities],
            TargetPropensities = [.. target],
            States = [.. states],
            StateFeatures = [.. features],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [.. rewards],
                ModelRewards = [.. modelRewards],
                ModelRewardsForLoggedAction = [.. modelRewardsOfLogged],
                ModelValues = [.. modelValues],
            },
        });
    }

    private double StateValue(double[] policy, int t, int state) => t == Horizon
        ? 0
        : Enumerable.Range(0, 2).Sum(action => Probability(policy, state, action) * ActionValue(policy, t, state, action));

    private double ActionValue(double[] policy, int t, int state, int action) => Reward[state, action] + Shift + (Gamma * (1 - Ends[state])
        * ((ToStateOne[state, action] * StateValue(policy, t + 1, 1)) + ((1 - ToStateOne[state, action]) * StateValue(policy, t + 1, 0))));

    private double Model(double truth, int action) => truth + (ModelError * (action == 0 ? -1 : 1.5));

    private static double Probability(double[] policy, int state, int action) => action == 1 ? policy[state] : 1 - policy[state];
}
