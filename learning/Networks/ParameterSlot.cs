using System.Collections.Immutable;

namespace ReAgent.Learning.Networks;

/// <summary>One named tensor among a network's parameters, and the distribution that its first values are drawn from.</summary>
/// <param name="Name">Name within the network: <c>0.weight</c>, <c>advantage.1.bias</c>.</param>
/// <param name="Shape">Shape; a weight is [outputs, inputs].</param>
/// <param name="Mean">Mean of the first values.</param>
/// <param name="Deviation">Standard deviation of the first values; 0 for a constant.</param>
public sealed record ParameterSlot(string Name, ImmutableArray<long> Shape, double Mean, double Deviation)
{
    /// <summary>Number of elements.</summary>
    public long Length => Shape.Aggregate(1L, (product, size) => product * size);
}
