using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.Tests.Corridor;

/// <summary>
/// Five cells; walk from the first to the last. A step slips and does nothing with probability 0.2; walking out of the corridor is
/// impossible. It has what the built-in environments lack: chance while playing, a mask, and a terminal goal that a lucky walk reaches.
/// </summary>
[Environment("Corridor-v0", timeLimit: 30)]
public sealed class CorridorEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(
        name, [new ObservedQuantity("cell", 0, Goal)], new DiscreteActions(["left", "right"]), timeLimit))
{
    private const int Goal = 4;
    private int _cell;

    protected override void Begin(Span<double> observation)
    {
        _cell = 0;
        observation[0] = _cell;
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        if (Random.NextDouble() >= 0.2)
        {
            _cell = Math.Clamp(_cell + (action.Index == 1 ? 1 : -1), 0, Goal);
        }

        next[0] = _cell;
        return (_cell == Goal ? 1 : -0.01, _cell == Goal);
    }

    protected override void Restrict(Span<bool> mask) => mask[0] = _cell > 0;
}
