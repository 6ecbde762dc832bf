using System.Runtime.InteropServices;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>Whole rows, drawn at random by their keys: which ones depends on the log alone, not on the order of its rows.</summary>
internal sealed class RowDraw(EpisodeLayout layout, int mostRows, int mostEntries)
{
    private readonly List<ulong> _keys = [];
    private readonly List<ulong> _episodes = [];
    private EpisodeTable _table = new(layout);
    private int _level;

    /// <summary>The rows.</summary>
    public EpisodeTable Table => _table;

    /// <summary>Hashes of the rows' episodes.</summary>
    public IReadOnlyList<ulong> Episodes => _episodes;

    /// <param name="table">The rows.</param>
    /// <param name="hashes">[rows] hashes of their episodes.</param>
    /// <param name="keys">[rows] their keys.</param>
    public void Add(EpisodeTable table, ReadOnlySpan<ulong> hashes, ReadOnlySpan<RowKey> keys)
    {
        // A chunk may be many times larger than the draw: it is added in pieces.
        Span<int> drawn = stackalloc int[512];
        var count = 0;
        for (var row = 0; row < keys.Length; row++)
        {
            if (!IsWithin(keys[row].Bits))
            {
                continue;
            }

            drawn[count++] = row;
            _keys.Add(keys[row].Bits);
            _episodes.Add(hashes[row]);
            if (count == drawn.Length)
            {
                _table.AppendRows(table, drawn);
                count = 0;
                Shrink();
            }
        }

        _table.AppendRows(table, drawn[..count]);
        Shrink();
    }

    public void Add(RowDraw other)
    {
        _level = Math.Max(_level, other._level);
        _table.Append(other._table, 0, other._table.Count);
        _keys.AddRange(other._keys);
        _episodes.AddRange(other._episodes);
        Keep([.. Enumerable.Range(0, _keys.Count).Where(row => IsWithin(_keys[row]))]);
        Shrink();
    }

    /// <summary>Puts the rows into the order of their keys.</summary>
    public void Sort() => Keep([.. Enumerable.Range(0, _keys.Count).OrderBy(row => _keys[row])]);

    private bool IsWithin(ulong key) => _level == 0 || key >> (64 - _level) == 0;

    private void Shrink()
    {
        while (_table.Count > mostRows || _table.State.Entries > mostEntries)
        {
            _level++;
            var kept = Enumerable.Range(0, _keys.Count).Where(row => IsWithin(_keys[row])).ToArray();
            if (kept.Length == _keys.Count && _level > 60)
            {
                return;
            }

            Keep(kept);
        }
    }

    private void Keep(int[] rows)
    {
        var table = new EpisodeTable(layout);
        table.AppendRows(_table, rows);
        _table = table;
        Keep(_keys, rows);
        Keep(_episodes, rows);
    }

    private static void Keep(List<ulong> values, int[] rows)
    {
        var kept = rows.Select(row => values[row]).ToArray();
        CollectionsMarshal.SetCount(values, kept.Length);
        kept.CopyTo(CollectionsMarshal.AsSpan(values));
    }
}
