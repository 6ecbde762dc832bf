using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.MountainCar;

/// <summary>
/// Rock a car out of a valley with a force u in [−1, 1]. The reward of a step is −0.1 u², and 100 more where the episode terminates: at the
/// flag, 0.45 to the right.
/// </summary>
/// <remarks>The valley of <see cref="MountainCarEnvironment"/> with the constants of Gym's MountainCarContinuous-v0.</remarks>
[Environment("MountainCarContinuous-v0", timeLimit: 999)]
public sealed class ContinuousMountainCarEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Valley.Quantities, new BoxActions([new("force", -MaxForce, MaxForce)]), timeLimit))
{
    private const double MaxForce = 1.0;
    private const double Power = 0.0015;
    private const double Flag = 0.45;

    private Valley _valley;

    protected override void Begin(Span<double> observation)
    {
        _valley = Valley.Begin(Random);
        _valley.Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var force = Math.Clamp(action.Values[0], -MaxForce, MaxForce);
        _valley = _valley.Move(force * Power);
        _valley.Observe(next);
        var arrived = _valley.IsAt(Flag);
        return ((arrived ? 100 : 0) - (0.1 * force * force), arrived);
    }
}
