using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.Pendulum;

/// <summary>
/// Swing a pendulum up and hold it upright with a torque in [−2, 2] N·m. The reward of a step is −(θ² + 0.1 θ̇² + 0.001 u²), with the
/// angle θ from upright in [−π, π] and the velocity θ̇ before the step; it lies in [−16.28, 0]. Episodes only end by the time limit.
/// </summary>
/// <remarks>
/// A rod of 1 m and 1 kg, θ̈ = 3g/(2l) sin θ + 3/(ml²) u with g = 10 m/s², 0.05 s a step, |θ̇| ≤ 8 rad/s. As in Gym, v0 moves the angle
/// with the velocity before it is clipped, v1 with the clipped one.
/// </remarks>
[Environment(UnclippedAngle, timeLimit: 200)]
[Environment("Pendulum-v1", timeLimit: 200)]
public sealed class PendulumEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Quantities, new BoxActions([new("torque_n_m", -MaxTorque, MaxTorque)]), timeLimit))
{
    private const string UnclippedAngle = "Pendulum-v0";
    private const double Gravity = 10.0;                // m/s²
    private const double Mass = 1.0;                    // kg
    private const double Length = 1.0;                  // m
    private const double TimeStep = 0.05;               // s
    private const double MaxTorque = 2.0;               // N·m
    private const double MaxSpeed = 8.0;                // rad/s

    private static readonly ObservedQuantity[] Quantities =
    [
        new("cos_angle", -1, 1),
        new("sin_angle", -1, 1),
        new("angular_velocity_rad_per_s", -MaxSpeed, MaxSpeed),
    ];

    private readonly bool _clipsBeforeMoving = name != UnclippedAngle;
    private double _angle, _velocity;

    protected override void Begin(Span<double> observation)
    {
        _angle = Random.NextDouble(-Math.PI, Math.PI);
        _velocity = Random.NextDouble(-1, 1);
        Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var torque = Math.Clamp(action.Values[0], -MaxTorque, MaxTorque);
        var fromUpright = Math.IEEERemainder(_angle, 2 * Math.PI);
        var cost = (fromUpright * fromUpright) + (0.1 * _velocity * _velocity) + (0.001 * torque * torque);

        var acceleration = (3 * Gravity / (2 * Length) * Math.Sin(_angle)) + (3 / (Mass * Length * Length) * torque);
        var velocity = _velocity + (acceleration * TimeStep);
        _velocity = Math.Clamp(velocity, -MaxSpeed, MaxSpeed);
        _angle += (_clipsBeforeMoving ? _velocity : velocity) * TimeStep;

        Observe(next);
        return (-cost, false);
    }

    private void Observe(Span<double> observation)
    {
        (observation[1], observation[0]) = Math.SinCos(_angle);
        observation[2] = _velocity;
    }
}
