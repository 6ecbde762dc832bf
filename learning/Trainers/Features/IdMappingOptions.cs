using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Batches;

namespace ReAgent.Learning.Trainers.Features;

/// <summary>A table of learned vectors and which ids they are for: either a size, or, as in older files of the original, the ids themselves.</summary>
public sealed record IdMappingOptions : IValidatedConfig
{
    /// <summary>Most rows of a table: a state holds one number for each.</summary>
    public const int LargestTable = 10_000;

    /// <summary>Rows of the table.</summary>
    [Description("Rows of the table, at most 10000: a state holds one number for each. Default: as many as there are ids.")]
    public int? EmbeddingTableSize { get; init; }

    /// <summary>Length of the vectors.</summary>
    [Description("Length of the vectors, the same in all tables. Default: that of the network.")]
    [Range(1, 4096)]
    public int? EmbeddingDim { get; init; }

    /// <summary>Whether ids are hashed into the table.</summary>
    [Description("Hash ids into a table of a size, so that every id has a row, which it may share. Otherwise an id is the number of its row, and ids beyond the table are left out. Default: true.")]
    public bool Hashing { get; init; } = true;

    /// <summary>How the vectors of a bag's ids become one.</summary>
    [Description("How the vectors of a list's ids become one: mean or sum. Default: mean; sum where ids are listed, as in the original.")]
    public PoolingType? PoolingType { get; init; }

    /// <summary>The ids that have a row, in the order of their rows.</summary>
    [Description("The ids that have a row each, instead of a size; others are left out. Default: none.")]
    public ImmutableArray<long> Ids { get; init; } = [];

    /// <summary>How ids find their rows.</summary>
    internal IdTable Table => new(
        Ids.IsEmpty ? EmbeddingTableSize ?? 1 : Ids.Length,
        !Ids.IsEmpty ? IdMapping.Listed : Hashing ? IdMapping.Hashed : IdMapping.Direct,
        (PoolingType ?? (Ids.IsEmpty ? Features.PoolingType.Mean : Features.PoolingType.Sum)) == Features.PoolingType.Mean,
        Ids);

    public IEnumerable<ConfigProblem> Validate()
    {
        if (Ids.IsEmpty == EmbeddingTableSize is null)
        {
            yield return new(
                nameof(EmbeddingTableSize),
                Ids.IsEmpty
                    ? "How large is the table? Give embedding_table_size, or list the ids that have a row under ids."
                    : "Listed ids have a row each: leave embedding_table_size out, or leave ids out to hash them into a table of that size.");
        }

        if (EmbeddingTableSize is < 1)
        {
            yield return new(nameof(EmbeddingTableSize), $"A table has at least 1 row, not {EmbeddingTableSize}.");
        }

        if (Math.Max(EmbeddingTableSize ?? 0, Ids.Length) is var rows and > LargestTable)
        {
            yield return new(
                Ids.IsEmpty ? nameof(EmbeddingTableSize) : nameof(Ids),
                $"A table has at most {LargestTable} rows, not {rows}: every state in memory and on disk holds one number per row. Hash the ids into fewer rows.");
        }

        foreach (var id in Ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return new(nameof(Ids), $"The id {id} is listed twice.");
        }
    }
}
