using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;

namespace ReAgent.Data.Replay;

/// <summary>
/// The newest transitions of an agent that goes on collecting: the last rows of row stores that were written one after the other. A transition that
/// leaves the window is forgotten, as in a ring buffer; unlike in one, every part is a file that any process can read.
/// </summary>
/// <remarks>Episodes lie in one part each, so spans of several steps are whole, and what cut an episode off is told from what ended it.</remarks>
public sealed class ReplayWindow : IRowSource
{
    private readonly RowStore[] _parts;
    private readonly long[] _starts;
    private readonly long _forgotten;

    /// <param name="parts">The parts, oldest first; the caller disposes them after use.</param>
    /// <param name="capacity">Most transitions that are remembered, 1 or more.</param>
    /// <exception cref="ArgumentException">There are no rows, or the parts' rows differ in shape.</exception>
    public ReplayWindow(IReadOnlyList<RowStore> parts, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _parts = [.. parts];
        _starts = new long[_parts.Length];
        var total = 0L;
        for (var part = 0; part < _parts.Length; part++)
        {
            if (!_parts[part].Layout.Equals(_parts[0].Layout))
            {
                throw new ArgumentException($"Part {part} has {_parts[part].Layout}, the parts before it {_parts[0].Layout}.", nameof(parts));
            }

            _starts[part] = total;
            total += _parts[part].Count;
        }

        if (total == 0)
        {
            throw new ArgumentException("There are no transitions to learn from.", nameof(parts));
        }

        Count = Math.Min(total, capacity);
        _forgotten = total - Count;
    }

    /// <inheritdoc/>
    public RowLayout Layout => _parts[0].Layout;

    /// <summary>Transitions that are remembered.</summary>
    public long Count { get; }

    /// <summary>Draws transitions, each with the same probability and with replacement.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="rows">[B] receives them, in ascending order.</param>
    public void Sample(RandomStream random, Span<long> rows)
    {
        var count = checked((int)Count);
        foreach (ref var row in rows)
        {
            row = random.NextInt(count);
        }

        // A batch is a sum over its rows; rows of one part are gathered together.
        rows.Sort();
    }

    /// <summary>Rows of the remembered episodes, oldest first; of an episode that is forgotten in part, what is left.</summary>
    public IEnumerable<(long First, int Count)> Episodes()
    {
        for (var part = 0; part < _parts.Length; part++)
        {
            for (var episode = 0; episode < _parts[part].Episodes; episode++)
            {
                var (first, count) = _parts[part].RowsOf(episode);
                var start = _starts[part] + first - _forgotten;
                var left = start < 0 ? count + start : count;
                if (left > 0)
                {
                    yield return (Math.Max(0, start), (int)left);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<long> rows, MultiStep span, BatchColumns to)
    {
        to.Check(Layout, rows.Length);
        Span<long> local = rows.Length <= 1024 ? stackalloc long[rows.Length] : new long[rows.Length];
        for (var start = 0; start < rows.Length;)
        {
            var part = PartOf(rows[start]);
            var (from, until) = (_starts[part] - _forgotten, _starts[part] + _parts[part].Count - _forgotten);
            var end = start;
            for (; end < rows.Length && rows[end] >= from && rows[end] < until; end++)
            {
                local[end] = rows[end] - from;
            }

            _parts[part].Gather(local[start..end], span, to.Slice(Layout, start, end - start));
            start = end;
        }
    }

    private int PartOf(long row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count, nameof(row));
        var place = Array.BinarySearch(_starts, row + _forgotten);
        if (place < 0)
        {
            return ~place - 1;
        }

        // Empty parts begin where the one behind them does.
        while (_parts[place].Count == 0)
        {
            place++;
        }

        return place;
    }
}
