using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ReAgent.Contracts.Randomness;

namespace ReAgent.Environments.CartPole;

/// <summary>
/// Four carts with their poles, one per lane. The environment that plays one and the one that plays many move them by the same instructions,
/// so that their results are equal in every bit.
/// </summary>
/// <param name="Position">m, positive to the right.</param>
/// <param name="Velocity">m/s.</param>
/// <param name="Angle">rad from upright, positive to the right.</param>
/// <param name="AngularVelocity">rad/s.</param>
internal readonly record struct CartPoleState(
    Vector256<double> Position, Vector256<double> Velocity, Vector256<double> Angle, Vector256<double> AngularVelocity)
{
    public const int Lanes = 4;

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
    public static readonly ObservedQuantity[] Quantities =
    [
        new("cart_position_m", -2 * PositionLimit, 2 * PositionLimit),
        new("cart_velocity_m_per_s", double.NegativeInfinity, double.PositiveInfinity),
        new("pole_angle_rad", -2 * AngleLimit, 2 * AngleLimit),
        new("pole_angular_velocity_rad_per_s", double.NegativeInfinity, double.PositiveInfinity),
    ];

    /// <summary>All lanes where a cart has left the track or a pole has fallen.</summary>
    public Vector256<double> Fallen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.GreaterThan(Vector256.Abs(Position), Vector256.Create(PositionLimit))
            | Vector256.GreaterThan(Vector256.Abs(Angle), Vector256.Create(AngleLimit));
    }

    /// <summary>Whether the cart of the first lane has left the track or its pole has fallen.</summary>
    public bool HasFallen => (Fallen.ExtractMostSignificantBits() & 1) != 0;

    /// <summary>The same cart in every lane, for who plays but one.</summary>
    public static CartPoleState Of(double position, double velocity, double angle, double angularVelocity) =>
        new(Vector256.Create(position), Vector256.Create(velocity), Vector256.Create(angle), Vector256.Create(angularVelocity));

    /// <summary>One number of a first state; the four are drawn in the order of the observation.</summary>
    public static double Draw(RandomStream random) => random.NextDouble(-0.05, 0.05);

    /// <summary>One step of 0.02 s with the same push in every lane.</summary>
    public CartPoleState Move(bool pushesRight) =>
        Move(pushesRight ? Vector256<double>.AllBitsSet : Vector256<double>.Zero);

    /// <summary>One step of 0.02 s.</summary>
    /// <param name="pushesRight">All bits set in the lanes where the cart is pushed right; none where it is pushed left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CartPoleState Move(Vector256<double> pushesRight)
    {
        var force = Vector256.ConditionalSelect(pushesRight, Vector256.Create(Force), Vector256.Create(-Force));
        var (sin, cos) = SmallAngle.SinCos(Angle);

        // Equations of motion: the pole's angular acceleration, then the cart's.
        var push = (force + (PoleMassLength * AngularVelocity * AngularVelocity * sin)) / TotalMass;
        var angularAcceleration = ((Gravity * sin) - (cos * push))
            / (HalfPoleLength * (Vector256.Create(4.0 / 3.0) - (PoleMass * cos * cos / TotalMass)));
        var acceleration = push - (PoleMassLength * angularAcceleration * cos / TotalMass);

        // Explicit Euler: positions move with the old velocities.
        return new CartPoleState(
            Position + (TimeStep * Velocity),
            Velocity + (TimeStep * acceleration),
            Angle + (TimeStep * AngularVelocity),
            AngularVelocity + (TimeStep * angularAcceleration));
    }
}
