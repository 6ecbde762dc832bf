using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.ChangingArms;

/// <summary>
/// Five arms (actions 0 to 4) with 100 each. Pulling one takes 10 from it, which is the reward, until it is empty. Before every step each arm is
/// drawn to be legal or not; pulling an illegal one costs 1000 and terminates the episode, idling (action 5) costs 500. After 50 steps the
/// game is over, which perfect play ends with all arms empty: 500.
/// </summary>
/// <remarks>
/// ReAgent's ChangingArms. The number of steps is a rule of the game, not a limit on watching it: undiscounted values, which it is meant to be learned
/// with, would have no end otherwise. Which arms are legal is for the learner to read from the observation, so the mask of possible actions leaves
/// illegal arms in. The original observes a 3×5 matrix; here its rows follow each other: what each arm holds, whether it is legal, and what
/// pulling it changes. The last two stand for ids besides: legal arms are the id list of feature 100 (arm i is 1000000 + i), changes the id-score list
/// of feature 1000 (arm i is 1500000 + i).
/// </remarks>
[Environment("ChangingArms-v0", timeLimit: 50)]
public sealed class ChangingArmsEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Quantities, new DiscreteActions(["0", "1", "2", "3", "4", "5"]), timeLimit))
{
    private const int Steps = 50;
    private const int Arms = 5;
    private const int Idle = Arms;
    private const double Content = 100.0;
    private const double Change = -10.0;
    private const double IdlePenalty = -500.0;
    private const double IllegalPenalty = -1000.0;

    private static readonly double[] LegalProbabilities = [0.95, 1.0, 0.95, 0.8, 0.8];

    private static readonly ObservedQuantity[] Quantities =
    [
        .. Enumerable.Range(0, Arms).Select(arm => new ObservedQuantity($"arm_{arm}", 0, 1000)),
        .. Enumerable.Range(0, Arms).Select(arm => new ObservedQuantity($"arm_{arm}_legal", 0, 1) { Id = new(100, 1_000_000 + arm, HasScore: false) }),
        .. Enumerable.Range(0, Arms).Select(arm => new ObservedQuantity($"arm_{arm}_change", -1000, 1000) { Id = new(1000, 1_500_000 + arm, HasScore: true) }),
    ];

    private readonly double[] _arms = new double[Arms];
    private readonly bool[] _legal = new bool[Arms];
    private int _left;

    protected override void Begin(Span<double> observation)
    {
        Array.Fill(_arms, Content);
        _left = Steps;
        DrawLegal();
        Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var (reward, illegal) = Pull(action.Index);
        DrawLegal();
        Observe(next);
        return (reward, illegal || --_left == 0);
    }

    private (double Reward, bool Terminated) Pull(int arm)
    {
        if (arm == Idle)
        {
            return (IdlePenalty, false);
        }

        if (!_legal[arm])
        {
            return (IllegalPenalty, true);
        }

        var before = _arms[arm];
        _arms[arm] = Math.Max(before + Change, 0);
        return (before - _arms[arm], false);
    }

    private void DrawLegal()
    {
        for (var arm = 0; arm < Arms; arm++)
        {
            _legal[arm] = Random.NextDouble() < LegalProbabilities[arm];
        }
    }

    private void Observe(Span<double> observation)
    {
        for (var arm = 0; arm < Arms; arm++)
        {
            observation[arm] = _arms[arm];
            observation[Arms + arm] = _legal[arm] ? 1 : 0;
            observation[(2 * Arms) + arm] = Change;
        }
    }
}
