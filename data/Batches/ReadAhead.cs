namespace ReAgent.Data.Batches;

/// <summary>
/// Has the blocks of the window to come loaded and checked, little by little, while the rows of the current one are used. Not thread-safe.
/// </summary>
public sealed class ReadAhead(RowStore store)
{
    // Blocks that the system has been asked for and that are given time to arrive.
    private const int OnTheWay = 8;

    private EpochOrder? _order;
    private (long Start, long End) _window;
    private long[] _coming = [];
    private int _asked;

    /// <summary>Tells how far the reading is.</summary>
    /// <param name="order">The current epoch.</param>
    /// <param name="following">The epoch after it; null after the last.</param>
    /// <param name="position">Position in the current epoch.</param>
    public void Reached(EpochOrder order, Func<EpochOrder?> following, long position)
    {
        if (_order != order || position < _window.Start || position >= _window.End)
        {
            Enter(order, following, order.WindowAt(position));
        }

        var all = _coming.Length == 0 ? 0 : _coming.Length + OnTheWay;
        var due = (all * (position - _window.Start) / (_window.End - _window.Start)) + 1;
        for (; _asked < Math.Min(due, all); _asked++)
        {
            if (_asked < _coming.Length)
            {
                store.ReadAhead(_coming[_asked]);
            }

            if (_asked >= OnTheWay)
            {
                store.Check(_coming[_asked - OnTheWay]);
            }
        }
    }

    private void Enter(EpochOrder order, Func<EpochOrder?> following, long window)
    {
        if (_order is null)
        {
            foreach (var block in order.Blocks(window))
            {
                store.ReadAhead(block);
            }
        }

        (_order, _window, _asked) = (order, order.Positions(window), 0);

        // With a single window, everything has been asked for already.
        _coming = order.Windows == 1 ? []
            : window + 1 < order.Windows ? [.. order.Blocks(window + 1)]
            : [.. following()?.Blocks(0) ?? []];
    }
}
