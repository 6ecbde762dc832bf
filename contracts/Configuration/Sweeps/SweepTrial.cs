using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration.Sweeps;

/// <summary>One configuration of a sweep, with nothing left open.</summary>
/// <param name="Setting">The values that it takes, for people: <c>lr=0.01, gamma=0.9</c>; the same for every seed.</param>
/// <param name="Seed">Its seed, as listed; null when the sweep lists no seeds, so that the configuration's own holds.</param>
/// <param name="Choices">Of each axis, in order, the index of the value that it takes.</param>
/// <param name="Root">The configuration.</param>
public sealed record SweepTrial(string Setting, ulong? Seed, ImmutableArray<int> Choices, ConfigNode Root)
{
    /// <summary><c>lr=0.01, seed 2</c>.</summary>
    public string Label => Seed is { } seed ? $"{Setting}, seed {seed}" : Setting;
}
