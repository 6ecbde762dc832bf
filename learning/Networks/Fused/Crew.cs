namespace ReAgent.Learning.Networks.Fused;

/// <summary>
/// Spreads work over the caller's thread and helpers from the thread pool. The caller waits only for pieces that a helper has begun: where the
/// pool has no thread to spare, it does everything itself.
/// </summary>
internal sealed class Crew : IThreadPoolWorkItem
{
    /// <summary>How long a helper looks out for the next work before it leaves: longer than the gaps within a training step.</summary>
    private const int Patience = 400;

    private ICrewWork? _work;
    private int _done;
    private int _helpers;

    /// <summary>Pieces that nobody has begun in the low half; in the high half the number of the work that they belong to.</summary>
    private long _open;

    /// <summary>Does all pieces and returns when they are done. Not to be called by two threads at once.</summary>
    /// <param name="work">The work.</param>
    /// <param name="pieces">How many pieces it has.</param>
    /// <param name="threads">How many threads may work on it, the caller's included.</param>
    public void Do(ICrewWork work, int pieces, int threads)
    {
        if (threads == 1 || pieces == 1)
        {
            for (var piece = 0; piece < pieces; piece++)
            {
                work.Do(piece);
            }

            return;
        }

        _work = work;
        _done = 0;
        Volatile.Write(ref _open, (((_open >> 32) + 1) << 32) | (uint)pieces);
        for (var helpers = Volatile.Read(ref _helpers); helpers < Math.Min(threads, pieces) - 1; helpers++)
        {
            Interlocked.Increment(ref _helpers);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        DoPieces();
        var wait = new SpinWait();
        while (Volatile.Read(ref _done) < pieces)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var idle = 0; idle < Patience; idle++)
        {
            if (DoPieces())
            {
                idle = 0;
            }

            Thread.SpinWait(16);
        }

        Interlocked.Decrement(ref _helpers);
    }

    private bool DoPieces()
    {
        var any = false;
        while (true)
        {
            var open = Volatile.Read(ref _open);
            if ((uint)open == 0)
            {
                return any;
            }

            if (Interlocked.CompareExchange(ref _open, open - 1, open) == open)
            {
                // The piece is ours, so the work cannot end, and no other can begin, before it is done.
                _work!.Do((int)(uint)open - 1);
                Interlocked.Increment(ref _done);
                any = true;
            }
        }
    }
}
