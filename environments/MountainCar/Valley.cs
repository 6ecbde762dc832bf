using ReAgent.Contracts.Randomness;

namespace ReAgent.Environments.MountainCar;

/// <summary>A car in the valley sin 3x, between a wall on the left, which stops it, and the end of the road on the right.</summary>
/// <param name="Position">In [−1.2, 0.6]; the bottom is at −π/6.</param>
/// <param name="Velocity">In [−0.07, 0.07] per step.</param>
internal readonly record struct Valley(double Position, double Velocity)
{
    private const double Wall = -1.2;
    private const double RoadEnd = 0.6;
    private const double MaxSpeed = 0.07;
    private const double Gravity = 0.0025;

    public static readonly ObservedQuantity[] Quantities =
    [
        new("position", Wall, RoadEnd),
        new("velocity", -MaxSpeed, MaxSpeed),
    ];

    /// <summary>At rest near the bottom.</summary>
    public static Valley Begin(RandomStream random) => new(random.NextDouble(-0.6, -0.4), 0);

    /// <summary>One step: v ← v + push − 0.0025 cos 3x, x ← x + v.</summary>
    public Valley Move(double push)
    {
        var velocity = Math.Clamp(Velocity + push - (Gravity * Math.Cos(3 * Position)), -MaxSpeed, MaxSpeed);
        var position = Math.Clamp(Position + velocity, Wall, RoadEnd);
        return new Valley(position, position == Wall ? Math.Max(velocity, 0) : velocity);
    }

    /// <summary>Whether the car is at a flag or beyond it, and not rolling back.</summary>
    public bool IsAt(double flag) => Position >= flag && Velocity >= 0;

    public void Observe(Span<double> observation)
    {
        observation[0] = Position;
        observation[1] = Velocity;
    }
}
