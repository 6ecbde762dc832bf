using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.PossibleActionsMaskTester;

/// <summary>
/// Twenty steps, in each of which one of four actions, drawn at random, is possible: playing it pays 10, any other nothing. The observation says
/// which step it is and nothing else, so only who heeds the mask earns the full 200.
/// </summary>
/// <remarks>
/// ReAgent's PossibleActionsMaskTester-v0. The twentieth step terminates: it leads to an observation of zeros, after which there is nothing to
/// earn.
/// </remarks>
[Environment("PossibleActionsMaskTester-v0", timeLimit: Steps)]
public sealed class PossibleActionsMaskTesterEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Quantities, new DiscreteActions(["0", "1", "2", "3"]), timeLimit))
{
    private const int Steps = 20;

    private static readonly ObservedQuantity[] Quantities =
        [.. Enumerable.Range(0, Steps).Select(step => new ObservedQuantity($"is_step_{step}", 0, 1))];

    private int _step, _possible;

    protected override void Begin(Span<double> observation)
    {
        _step = 0;
        Show(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var reward = action.Index == _possible ? 10 : 0;
        _step++;
        Show(next);
        return (reward, _step == Steps);
    }

    protected override void Restrict(Span<bool> mask)
    {
        mask.Clear();
        mask[_possible] = true;
    }

    private void Show(Span<double> observation)
    {
        _possible = Random.NextInt(Description.Actions.Count);
        observation.Clear();
        if (_step < Steps)
        {
            observation[_step] = 1;
        }
    }
}
