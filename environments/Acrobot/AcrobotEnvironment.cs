using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.Acrobot;

/// <summary>
/// Swing the free end of two links above the height of one link by a torque of −1 (action 0), 0 (1) or 1 N·m (2) on the joint between them.
/// Reward −1 for every step but the last, which pays 0; the episode terminates when −cos θ₁ − cos(θ₁ + θ₂) exceeds 1.
/// </summary>
/// <remarks>
/// Sutton, "Generalization in Reinforcement Learning: Successful Examples Using Sparse Coarse Coding" (1996), with the equations of Sutton and
/// Barto's book (1998), which have a centripetal term that the paper left out; one step of Runge and Kutta of 0.2 s, as in Gym's Acrobot-v1.
/// θ₁ is the first link's angle from hanging down, θ₂ the second link's from the first.
/// </remarks>
[Environment("Acrobot-v1", timeLimit: 500)]
public sealed class AcrobotEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, Quantities, new DiscreteActions(["0", "1", "2"]), timeLimit))
{
    private const double Gravity = 9.8;                 // m/s²
    private const double Mass = 1.0;                    // kg, each link
    private const double Length = 1.0;                  // m, the first link
    private const double Center = 0.5;                  // m from a link's joint to its center of mass
    private const double Inertia = 1.0;                 // kg·m², each link
    private const double TimeStep = 0.2;                // s
    private const double MaxSpeed1 = 4 * Math.PI;       // rad/s
    private const double MaxSpeed2 = 9 * Math.PI;       // rad/s

    private static readonly ObservedQuantity[] Quantities =
    [
        new("cos_angle_1", -1, 1),
        new("sin_angle_1", -1, 1),
        new("cos_angle_2", -1, 1),
        new("sin_angle_2", -1, 1),
        new("angular_velocity_1_rad_per_s", -MaxSpeed1, MaxSpeed1),
        new("angular_velocity_2_rad_per_s", -MaxSpeed2, MaxSpeed2),
    ];

    private Links _links;

    protected override void Begin(Span<double> observation)
    {
        _links = new Links(
            Random.NextDouble(-0.1, 0.1), Random.NextDouble(-0.1, 0.1), Random.NextDouble(-0.1, 0.1), Random.NextDouble(-0.1, 0.1));
        Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var moved = RungeKutta(_links, torque: action.Index - 1);
        _links = new Links(
            Wrap(moved.Angle1),
            Wrap(moved.Angle2),
            Math.Clamp(moved.Velocity1, -MaxSpeed1, MaxSpeed1),
            Math.Clamp(moved.Velocity2, -MaxSpeed2, MaxSpeed2));

        Observe(next);
        var swungUp = -Math.Cos(_links.Angle1) - Math.Cos(_links.Angle1 + _links.Angle2) > 1;
        return (swungUp ? 0 : -1, swungUp);
    }

    private static Links RungeKutta(Links links, double torque)
    {
        var k1 = Change(links, torque);
        var k2 = Change(links.Plus(TimeStep / 2, k1), torque);
        var k3 = Change(links.Plus(TimeStep / 2, k2), torque);
        var k4 = Change(links.Plus(TimeStep, k3), torque);
        return links.Plus(TimeStep / 6, k1.Plus(2, k2).Plus(2, k3).Plus(1, k4));
    }

    /// <summary>The equations of motion: what a second adds to angles and velocities.</summary>
    private static Links Change(Links links, double torque)
    {
        var (angle1, angle2, velocity1, velocity2) = links;
        var (sin2, cos2) = Math.SinCos(angle2);
        var d1 = (Mass * Center * Center) + (Mass * ((Length * Length) + (Center * Center) + (2 * Length * Center * cos2))) + (2 * Inertia);
        var d2 = (Mass * ((Center * Center) + (Length * Center * cos2))) + Inertia;
        var phi2 = Mass * Center * Gravity * Math.Sin(angle1 + angle2);
        var phi1 = (-Mass * Length * Center * velocity2 * velocity2 * sin2)
            - (2 * Mass * Length * Center * velocity2 * velocity1 * sin2)
            + (((Mass * Center) + (Mass * Length)) * Gravity * Math.Sin(angle1))
            + phi2;
        var acceleration2 = (torque + (d2 / d1 * phi1) - (Mass * Length * Center * velocity1 * velocity1 * sin2) - phi2)
            / ((Mass * Center * Center) + Inertia - (d2 * d2 / d1));
        var acceleration1 = -((d2 * acceleration2) + phi1) / d1;
        return new Links(velocity1, velocity2, acceleration1, acceleration2);
    }

    /// <summary>The same angle in [−π, π].</summary>
    private static double Wrap(double angle) => Math.IEEERemainder(angle, 2 * Math.PI);

    private void Observe(Span<double> observation)
    {
        (observation[1], observation[0]) = Math.SinCos(_links.Angle1);
        (observation[3], observation[2]) = Math.SinCos(_links.Angle2);
        observation[4] = _links.Velocity1;
        observation[5] = _links.Velocity2;
    }

    /// <summary>Angles in rad, velocities in rad/s; or their changes in a second.</summary>
    private readonly record struct Links(double Angle1, double Angle2, double Velocity1, double Velocity2)
    {
        public Links Plus(double times, Links change) => new(
            Angle1 + (times * change.Angle1),
            Angle2 + (times * change.Angle2),
            Velocity1 + (times * change.Velocity1),
            Velocity2 + (times * change.Velocity2));
    }
}
