using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.MountainCar;

/// <summary>
/// Rock a car out of a valley by pushing left (action 0), not at all (1) or right (2). Reward −1 for every step, the last included; the
/// episode terminates at the flag, 0.5 to the right.
/// </summary>
/// <remarks>
/// Sutton and Barto, "Reinforcement Learning: An Introduction", example 10.1, after Moore (1990), as Gym's MountainCar-v0 has it. Positions
/// and velocities have no units.
/// </remarks>
[Environment("MountainCar-v0", timeLimit: 200)]
public sealed class MountainCarEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Valley.Quantities, new DiscreteActions(["0", "1", "2"]), timeLimit))
{
    private const double Push = 0.001;
    private const double Flag = 0.5;

    private Valley _valley;

    protected override void Begin(Span<double> observation)
    {
        _valley = Valley.Begin(Random);
        _valley.Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        _valley = _valley.Move((action.Index - 1) * Push);
        _valley.Observe(next);
        return (-1, _valley.IsAt(Flag));
    }
}
