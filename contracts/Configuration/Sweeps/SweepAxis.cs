using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration.Sweeps;

/// <summary>A place of a configuration with the values that are tried there.</summary>
/// <param name="Path">The place, as a dotted path; of a grid with an anchor, which stands in several places, the first.</param>
/// <param name="Name">The end of the path that tells it from the other axes: <c>lr</c>.</param>
/// <param name="Values">The values, as written, one or more.</param>
public sealed record SweepAxis(string Path, string Name, ImmutableArray<ConfigNode> Values);
