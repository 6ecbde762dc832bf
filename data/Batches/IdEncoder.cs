using System.Numerics.Tensors;
using ReAgent.Data.Columns;
using ReAgent.Data.Features;

namespace ReAgent.Data.Batches;

/// <summary>Writes bags of ids: see <see cref="IdEncoding"/>. Ids without a row are left out and counted.</summary>
public sealed class IdEncoder
{
    private readonly IdEncoding _encoding;
    private readonly Dictionary<long, int>?[] _listed;
    private readonly int[] _starts;

    /// <param name="encoding">The tables and the bags.</param>
    public IdEncoder(IdEncoding encoding)
    {
        _encoding = encoding;
        _listed = [.. encoding.Tables.Select(table => table.Mapping == IdMapping.Listed ? table.Ids.Index().ToDictionary(id => id.Item, id => id.Index) : null)];
        _starts = new int[encoding.Bags.Length];
        for (var bag = 1; bag < _starts.Length; bag++)
        {
            _starts[bag] = _starts[bag - 1] + encoding.Tables[encoding.Bags[bag - 1].Table].Rows;
        }
    }

    /// <summary>Writes the bags of one row of a timeline.</summary>
    /// <param name="lists">Id lists by feature id; null when there is no bag of these.</param>
    /// <param name="scoreLists">Id lists with scores by feature id; null when there is no bag of these.</param>
    /// <param name="row">Which row.</param>
    /// <param name="to">[<see cref="IdEncoding.Width"/>] receives the bags; one whose list is missing is empty.</param>
    /// <returns>Ids that have no row in their table.</returns>
    public int Encode(NestedMapColumn<long>? lists, NestedMapColumn<long>? scoreLists, int row, Span<float> to)
    {
        to.Clear();
        var unknown = 0;
        for (var bag = 0; bag < _starts.Length; bag++)
        {
            var (feature, hasScores, _) = _encoding.Bags[bag];
            var column = (hasScores ? scoreLists : lists)!;
            var at = column.Keys.Values.Slice(column.Offsets[row], column.Length(row)).IndexOf(feature);
            if (at < 0)
            {
                continue;
            }

            var entry = column.Offsets[row] + at;
            unknown += hasScores && column.Values is MapColumn<long> scored
                ? Fill(bag, scored.Keys(entry), scored.Values(entry), to)
                : Fill(bag, ((ListColumn<long>)column.Values).Items(entry), [], to);
        }

        return unknown;
    }

    /// <summary>Adds a list's ids to its bag.</summary>
    /// <param name="bag">Index of the bag.</param>
    /// <param name="ids">[n] the ids; one that is there twice counts twice.</param>
    /// <param name="scores">[n] their scores; empty when the list has none.</param>
    /// <param name="to">[<see cref="IdEncoding.Width"/>] all bags; this one is empty.</param>
    /// <returns>Ids that have no row in the table.</returns>
    public int Fill(int bag, ReadOnlySpan<long> ids, ReadOnlySpan<double> scores, Span<float> to)
    {
        var table = _encoding.Bags[bag].Table;
        var rows = to.Slice(_starts[bag], _encoding.Tables[table].Rows);
        var known = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            if (RowOf(table, ids[i]) is var row and >= 0)
            {
                rows[row] += scores.IsEmpty ? 1 : (float)scores[i];
                known++;
            }
        }

        if (_encoding.Tables[table].Mean && known > 1)
        {
            TensorPrimitives.Divide(rows, known, rows);
        }

        return ids.Length - known;
    }

    private int RowOf(int table, long id)
    {
        var rows = _encoding.Tables[table].Rows;
        return _encoding.Tables[table].Mapping switch
        {
            IdMapping.Hashed => (int)(SplitMix.Mix((ulong)id) % (ulong)rows),
            IdMapping.Direct => id >= 0 && id < rows ? (int)id : -1,
            _ => _listed[table]!.GetValueOrDefault(id, -1),
        };
    }
}
