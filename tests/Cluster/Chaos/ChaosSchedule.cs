using System.Collections.Immutable;
using System.Globalization;

namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>What can go wrong.</summary>
public enum Mishap
{
    /// <summary>A silo is killed, and started again after a while.</summary>
    Kill,

    /// <summary>All silos are killed, and started again after a while.</summary>
    KillAll,

    /// <summary>A silo is held, and goes on after a while as if nothing had been.</summary>
    Hold,

    /// <summary>A silo's connections break.</summary>
    Cut,

    /// <summary>A silo is asked to stop, and started again.</summary>
    Terminate,

    /// <summary>The database crashes, and is started again after a while.</summary>
    Database,

    /// <summary>The disk is full for a while.</summary>
    FullDisk,
}

/// <summary>One thing that goes wrong.</summary>
/// <param name="After">Time since the one before.</param>
/// <param name="What">What it is.</param>
/// <param name="Silo">Which silo it meets, from 0.</param>
/// <param name="For">How long it lasts.</param>
public sealed record Blow(TimeSpan After, Mishap What, int Silo, TimeSpan For)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"+{After.TotalSeconds:F1}s {What} silo {Silo} for {For.TotalSeconds:F1}s");
}

/// <summary>A series of mishaps; the same seed gives the same series.</summary>
public static class ChaosSchedule
{
    private static readonly ImmutableArray<(Mishap What, int Weight, double Shortest, double Longest)> Short =
    [
        (Mishap.Kill, 5, 0, 3), (Mishap.Cut, 2, 0, 0), (Mishap.Hold, 1, 1, 4), (Mishap.Database, 1, 1, 3), (Mishap.Terminate, 1, 0, 1),
    ];

    private static readonly ImmutableArray<(Mishap What, int Weight, double Shortest, double Longest)> Long =
    [
        (Mishap.Kill, 6, 0, 8), (Mishap.KillAll, 1, 0, 5), (Mishap.Cut, 3, 0, 0), (Mishap.Hold, 2, 25, 32), (Mishap.Database, 2, 2, 60), (Mishap.Terminate, 2, 0, 4), (Mishap.FullDisk, 1, 5, 20),
    ];

    /// <summary>Three mishaps within some ten seconds.</summary>
    public static ImmutableArray<Blow> Brief(int seed, int silos) => Make(seed, silos, Short, count: 3, shortest: 1, longest: 4);

    /// <summary>Some eight mishaps, long ones among them.</summary>
    public static ImmutableArray<Blow> Full(int seed, int silos) => Make(seed, silos, Long, count: 8, shortest: 0.5, longest: 8);

    private static ImmutableArray<Blow> Make(int seed, int silos, ImmutableArray<(Mishap What, int Weight, double Shortest, double Longest)> mishaps, int count, double shortest, double longest)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var pick = random.Next(mishaps.Sum(mishap => mishap.Weight));
                var mishap = mishaps.First(mishap => (pick -= mishap.Weight) < 0);
                return new Blow(Between(shortest, longest), mishap.What, random.Next(silos), Between(mishap.Shortest, mishap.Longest));
            }),
        ];

        TimeSpan Between(double from, double to) => TimeSpan.FromSeconds(from + (random.NextDouble() * (to - from)));
    }
}
