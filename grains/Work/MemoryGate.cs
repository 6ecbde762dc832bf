namespace ReAgent.Grains.Work;

/// <summary>
/// Lets work that holds many rows at once in only as far as there is memory for it: where memory is short, less runs at the same time instead of failing.
/// What the work gives does not depend on it.
/// </summary>
public sealed class MemoryGate
{
    // The rest is for the runtime, for the silo, and for what the estimates miss.
    private const double Share = 0.7;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _queue = [];
    private readonly long _capacity;
    private long _free;

    /// <param name="bytes">Memory that the process may take.</param>
    public MemoryGate(long bytes) => _capacity = _free = (long)(bytes * Share);

    /// <summary>A gate for the memory that the runtime has, which a container's limit is part of.</summary>
    public static MemoryGate ForThisProcess() => new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Waits until there is memory for a piece of work; dispose what is returned when it is done. One that needs more than there is runs alone.</summary>
    public async Task<IDisposable> Enter(long bytes, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(Math.Clamp(bytes, 0, _capacity));
        lock (_lock)
        {
            _queue.AddLast(waiting);
            LetIn();
        }

        await using var cancelled = cancellationToken.Register(() => Leave(waiting)).ConfigureAwait(false);
        await waiting.Entered.Task.ConfigureAwait(false);
        MakeRoom(waiting.Bytes);
        return new Place(this, waiting.Bytes);
    }

    // Rows leave large arrays behind, which the runtime would keep until it needs them, in pieces that need not fit.
    private void MakeRoom(long bytes)
    {
        if (GC.GetTotalMemory(forceFullCollection: false) + bytes > _capacity)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private void Leave(Waiting waiting)
    {
        lock (_lock)
        {
            if (_queue.Remove(waiting))
            {
                waiting.Entered.SetCanceled();
                LetIn();
            }
        }
    }

    // In the order of arrival, so that a large piece is not kept waiting by small ones.
    private void LetIn()
    {
        while (_queue.First is { Value: var next } && next.Bytes <= _free)
        {
            _queue.RemoveFirst();
            _free -= next.Bytes;
            next.Entered.SetResult();
        }
    }

    private void GiveBack(long bytes)
    {
        lock (_lock)
        {
            _free += bytes;
            LetIn();
        }
    }

    private sealed class Waiting(long bytes)
    {
        public long Bytes { get; } = bytes;

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(MemoryGate gate, long bytes) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.GiveBack(bytes);
            }
        }
    }
}
