using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.LinearDynamics;

/// <summary>
/// A linear system x ← A x + B u with three states and two controls in [−3, 3], which starts at a point of {−1, 0, 1}³ and is to
/// be brought to rest: the reward of a step is −(xᵀQx + uᵀRu), with the state before it. Nothing ends the episode but its time, so the cost of
/// what would follow is left to the learner.
/// </summary>
/// <remarks>The linear-quadratic regulator of ReAgent's LinearDynamics-v0 (after Recht, argmin.net, 2018).</remarks>
[Environment("LinearDynamics-v0", timeLimit: 4)]
public sealed class LinearDynamicsEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(
        name, Quantities, new BoxActions([new("control_0", -MaxControl, MaxControl), new("control_1", -MaxControl, MaxControl)]), timeLimit))
{
    private const double MaxControl = 3.0;

    private static readonly ObservedQuantity[] Quantities =
    [
        new("state_0", double.NegativeInfinity, double.PositiveInfinity),
        new("state_1", double.NegativeInfinity, double.PositiveInfinity),
        new("state_2", double.NegativeInfinity, double.PositiveInfinity),
    ];

    private double _x0, _x1, _x2;

    protected override void Begin(Span<double> observation)
    {
        _x0 = Random.NextInt(3) - 1;
        _x1 = Random.NextInt(3) - 1;
        _x2 = Random.NextInt(3) - 1;
        Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var u0 = Math.Clamp(action.Values[0], -MaxControl, MaxControl);
        var u1 = Math.Clamp(action.Values[1], -MaxControl, MaxControl);

        // Q = 0.2 [1 0 0; 0 2 ½; 0 ½ 1], R = 0.2 [1 −1; −1 2].
        var cost = 0.2 * ((_x0 * _x0) + (2 * _x1 * _x1) + (_x1 * _x2) + (_x2 * _x2) + (u0 * u0) - (2 * u0 * u1) + (2 * u1 * u1));

        // A = 0.2 [−1 −1 1; 2 0 2; 0 −1 2], B = 0.2 [2 2; 2 2; 0 1].
        (_x0, _x1, _x2) = (
            0.2 * (-_x0 - _x1 + _x2 + (2 * u0) + (2 * u1)),
            0.2 * ((2 * _x0) + (2 * _x2) + (2 * u0) + (2 * u1)),
            0.2 * (-_x1 + (2 * _x2) + u1));

        Observe(next);
        return (-cost, false);
    }

    private void Observe(Span<double> observation)
    {
        observation[0] = _x0;
        observation[1] = _x1;
        observation[2] = _x2;
    }
}
