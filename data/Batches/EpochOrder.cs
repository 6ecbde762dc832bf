namespace ReAgent.Data.Batches;

/// <summary>
/// The order in which one epoch sees the rows: every row once, any position computed in constant time and memory, so that training resumes at any
/// batch knowing nothing but the batch's number. A pure function of (seed, epoch) and the store's shape.
/// </summary>
/// <remarks>
/// Rows that fit into one window (256 blocks of up to 1 MiB) are fully shuffled. Of a larger store, the blocks are shuffled and dealt out into
/// windows of equal size, and the rows of a window are fully shuffled. So an epoch of data larger than memory reads every block once and in one go,
/// instead of a disk page per row, and a batch still is a sample of hundreds of places all over the data.
/// </remarks>
public sealed class EpochOrder
{
    private const string Purpose = "train/epoch";
    private const int MostBlocksPerWindow = 256;

    private readonly long _rows;
    private readonly int _blockRows;
    private readonly long _blocks;
    private readonly ulong _seed;
    private readonly int _epoch;
    private readonly Permutation _blockOrder;
    private readonly long _shortSlot;
    private readonly int _missing;
    private Window _window;

    /// <param name="rows">N, the number of rows.</param>
    /// <param name="blockRows">Rows per block.</param>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="epoch">Which epoch, from 0.</param>
    /// <param name="blocksPerWindow">Largest number of blocks in a window.</param>
    public EpochOrder(long rows, int blockRows, ulong seed, int epoch, int blocksPerWindow = MostBlocksPerWindow)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocksPerWindow, 1);
        (_rows, _blockRows, _seed, _epoch) = (rows, blockRows, seed, epoch);
        _blocks = ((rows - 1) / blockRows) + 1;
        Windows = Math.Max(1, ((_blocks - 1) / blocksPerWindow) + 1);
        _blockOrder = new Permutation(_blocks, seed, $"{Purpose}/blocks", epoch);

        // Only the last block may be short: the rows that it lacks shift whatever comes after its slot.
        _missing = (int)((_blocks * blockRows) - rows);
        _shortSlot = rows == 0 ? 0 : _blockOrder.PositionOf(_blocks - 1);
        _window = new Window(this, 0);
    }

    /// <summary>The order in which an epoch sees a store's rows.</summary>
    public static EpochOrder Of(RowStore store, ulong seed, int epoch) => new(store.Count, store.BlockRows, seed, epoch);

    /// <summary>Number of windows.</summary>
    public long Windows { get; }

    /// <summary>The row at a position, 0 … N−1. Positions may be asked for in any order; neighbours are cheapest. Not thread-safe.</summary>
    public long this[long position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)position, (ulong)_rows, nameof(position));
            if (position < _window.Start || position >= _window.End)
            {
                _window = new Window(this, WindowAt(position));
            }

            return _window.Row(position);
        }
    }

    /// <summary>The rows at positions from <paramref name="position"/> on.</summary>
    public void Fill(long position, Span<long> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = this[position + i];
        }
    }

    /// <summary>Which window a position is in.</summary>
    public long WindowAt(long position)
    {
        var (low, high) = (0L, Windows - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = StartOfSlot(SlotOf(middle)) <= position ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>Positions of a window: from its first to the one after its last.</summary>
    public (long Start, long End) Positions(long window) => (StartOfSlot(SlotOf(window)), StartOfSlot(SlotOf(window + 1)));

    /// <summary>The blocks that a window's rows come from.</summary>
    public IEnumerable<long> Blocks(long window)
    {
        for (var slot = SlotOf(window); slot < SlotOf(window + 1); slot++)
        {
            yield return _blockOrder[slot];
        }
    }

    private long SlotOf(long window) => (long)((Int128)_blocks * window / Windows);

    private long StartOfSlot(long slot) => (slot * _blockRows) - (slot > _shortSlot ? _missing : 0);

    private sealed class Window
    {
        private readonly Permutation _order;
        private readonly long[] _firstRows;
        private readonly int _blockRows;
        private readonly long _shortEnd;
        private readonly int _missing;

        public Window(EpochOrder epoch, long window)
        {
            (Start, End) = epoch.Positions(window);
            _order = new Permutation(End - Start, epoch._seed, $"{Purpose}/{epoch._epoch}/rows", window);
            _firstRows = [.. epoch.Blocks(window).Select(block => block * epoch._blockRows)];
            _blockRows = epoch._blockRows;
            _missing = epoch._missing;
            _shortEnd = ((epoch._shortSlot + 1 - epoch.SlotOf(window)) * _blockRows) - _missing;
            _shortEnd = _shortEnd < 0 ? long.MaxValue : _shortEnd;
        }

        public long Start { get; }

        public long End { get; }

        public long Row(long position)
        {
            var place = _order[position - Start];
            place += place >= _shortEnd ? _missing : 0;
            var (slot, offset) = Math.DivRem(place, _blockRows);
            return _firstRows[slot] + offset;
        }
    }
}
