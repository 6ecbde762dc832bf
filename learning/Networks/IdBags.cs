using System.Collections.Immutable;

namespace ReAgent.Learning.Networks;

/// <summary>The bags of ids at the end of a state, as networks need to know them.</summary>
/// <param name="TableRows">[T] rows of each table.</param>
/// <param name="Bags">[F] index of each bag's table, from 0, in the order of the bags in a state.</param>
/// <param name="EmbeddingDim">Length of the tables' vectors, where the tables say it; null leaves it to the network.</param>
public sealed record IdBags(ImmutableArray<int> TableRows, ImmutableArray<int> Bags, int? EmbeddingDim)
{
    /// <summary>Numbers of a state that the bags take.</summary>
    public int Width => Bags.Sum(table => TableRows[table]);
}
