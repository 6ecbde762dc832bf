using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.CartPole;

/// <summary>
/// Keep a pole upright on a cart that is pushed left (action 0) or right (action 1) with 10 N. Reward 1 for every step, the last
/// included; the episode terminates when the cart leaves ±2.4 m or the pole leans more than 12°.
/// </summary>
/// <remarks>
/// Dynamics of Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult learning control problems" (1983),
/// without friction, with the constants and the explicit Euler step of Gym's CartPole-v0 and -v1, which differ in their time limit alone.
/// </remarks>
[Environment("CartPole-v0", timeLimit: 200)]
[Environment("CartPole-v1", timeLimit: 500)]
public sealed class CartPoleEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Quantities, new DiscreteActions(["0", "1"]), timeLimit))
{
    private const double Gravity = 9.8;                 // m/s²
    private const double CartMass = 1.0;                // kg
    private const double PoleMass = 0.1;                // kg
    private const double TotalMass = CartMass + PoleMass;
    private const double HalfPoleLength = 0.5;          // m
    private const double PoleMassLength = PoleMass * HalfPoleLength;
    private const double Force = 10.0;                  // N
    private const double TimeStep = 0.02;               // s
    private const double PositionLimit = 2.4;           // m
    private const double AngleLimit = 12 * 2 * Math.PI / 360;

    // The last observation of an episode lies beyond the limits; twice the limits hold it, as in Gym's observation space.
    private static readonly ObservedQuantity[] Quantities =
    [
        new("cart_position_m", -2 * PositionLimit, 2 * PositionLimit),
        new("cart_velocity_m_per_s", double.NegativeInfinity, double.PositiveInfinity),
        new("pole_angle_rad", -2 * AngleLimit, 2 * AngleLimit),
        new("pole_angular_velocity_rad_per_s", double.NegativeInfinity, double.PositiveInfinity),
    ];

    private double _position, _velocity, _angle, _angularVelocity;

    protected override void Begin(Span<double> observation)
    {
        _position = Random.NextDouble(-0.05, 0.05);
        _velocity = Random.NextDouble(-0.05, 0.05);
        _angle = Random.NextDouble(-0.05, 0.05);
        _angularVelocity = Random.NextDouble(-0.05, 0.05);
        Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var force = action.Index == 1 ? Force : -Force;
        var (sin, cos) = Math.SinCos(_angle);

        // Equations of motion: the pole's angular acceleration, then the cart's.
        var push = (force + (PoleMassLength * _angularVelocity * _angularVelocity * sin)) / TotalMass;
        var angularAcceleration = ((Gravity * sin) - (cos * push))
            / (HalfPoleLength * ((4.0 / 3.0) - (PoleMass * cos * cos / TotalMass)));
        var acceleration = push - (PoleMassLength * angularAcceleration * cos / TotalMass);

        // Explicit Euler: positions move with the old velocities.
        _position += TimeStep * _velocity;
        _velocity += TimeStep * acceleration;
        _angle += TimeStep * _angularVelocity;
        _angularVelocity += TimeStep * angularAcceleration;

        Observe(next);
        return (1, Math.Abs(_position) > PositionLimit || Math.Abs(_angle) > AngleLimit);
    }

    private void Observe(Span<double> observation)
    {
        observation[0] = _position;
        observation[1] = _velocity;
        observation[2] = _angle;
        observation[3] = _angularVelocity;
    }
}
