using System.Collections.Immutable;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Batches;

/// <summary>
/// How lists of ids become part of a state: one bag per list, one number per row of the bag's table. The bags follow the float features, so that whatever
/// reads, keeps or learns from states need not know of ids.
/// </summary>
/// <param name="Tables">[T] the tables that ids are looked up in.</param>
/// <param name="Bags">[F] the lists, in the order of their numbers in a state.</param>
public sealed record IdEncoding(ImmutableArray<IdTable> Tables, ImmutableArray<IdBag> Bags)
{
    /// <summary>Numbers that the bags take of a state.</summary>
    public int Width => Bags.Sum(bag => Tables[bag.Table].Rows);

    /// <summary>The columns of the log that the lists are in.</summary>
    public IEnumerable<string> Columns =>
    [
        .. Bags.Any(bag => !bag.HasScores) ? [EpisodeSchema.StateIdLists] : Array.Empty<string>(),
        .. Bags.Any(bag => bag.HasScores) ? [EpisodeSchema.StateIdScoreLists] : Array.Empty<string>(),
    ];

    /// <summary>All that determines the numbers of a bag, as a text.</summary>
    internal string Canonical => string.Join(' ', Bags.Select(bag =>
        $"{bag.FeatureId}{(bag.HasScores ? "*" : "")}:{Tables[bag.Table].Mapping}/{Tables[bag.Table].Rows}/{(Tables[bag.Table].Mean ? "mean" : "sum")}" +
        $"[{string.Join(',', Tables[bag.Table].Ids)}]"));
}

/// <summary>A list of ids in the state.</summary>
/// <param name="FeatureId">The feature that the list is the value of.</param>
/// <param name="HasScores">Whether every id has a score.</param>
/// <param name="Table">Index of the table that its ids are looked up in, from 0.</param>
public sealed record IdBag(long FeatureId, bool HasScores, int Table);

/// <summary>Which row of a table stands for which id.</summary>
/// <param name="Rows">Rows of the table, 1 or more.</param>
/// <param name="Mapping">How an id finds its row.</param>
/// <param name="Mean">Whether a bag's weights are divided by the number of its ids that have a row.</param>
/// <param name="Ids">[rows] the ids in the order of their rows; empty unless they are listed.</param>
public sealed record IdTable(int Rows, IdMapping Mapping, bool Mean, ImmutableArray<long> Ids);

/// <summary>How an id finds its row.</summary>
public enum IdMapping
{
    /// <summary>Every id has a row, which different ids may share: SplitMix64's mixing of its bits, modulo the number of rows.</summary>
    Hashed,

    /// <summary>An id is the number of its row, from 0; ids beyond the table have none.</summary>
    Direct,

    /// <summary>Listed ids have a row each, in their order; others have none.</summary>
    Listed,
}
