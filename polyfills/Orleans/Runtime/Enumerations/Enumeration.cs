namespace Orleans.Runtime;

/// <summary>One sequence in its producer.</summary>
internal sealed class Enumeration : IAsyncDisposable
{
    private readonly IElementSource source;
    private readonly CancellationTokenSource stop;
    private readonly TimeProvider clock;
    private Task<bool>? pending;
    private long lastPull;
    private bool isPulling;

    public Enumeration(IElementSource source, CancellationTokenSource stop, TimeProvider clock)
    {
        this.source = source;
        this.stop = stop;
        this.clock = clock;
        source.Begin(stop.Token);
    }

    /// <summary>Whether the producer is busy with its next element.</summary>
    public bool IsMoving => pending is { IsCompleted: false };

    public bool IsIdleFor(TimeSpan time) => !isPulling && clock.GetElapsedTime(lastPull) >= time;

    /// <summary>Gives the elements that are ready, up to a number; waits for the first one, but not for long.</summary>
    public async ValueTask<EnumerationStep> Pull(int batchSize, TimeSpan patience)
    {
        isPulling = true;
        try
        {
            pending ??= source.MoveNext().AsTask();
            if (!pending.IsCompleted && !await Arrives(pending, patience))
            {
                return new(EnumerationStatus.Waiting, null);
            }

            var batch = source.NewBatch(Math.Min(batchSize, 16));
            for (var count = 0; count < batchSize && pending.IsCompleted; count++)
            {
                if (pending.IsCompletedSuccessfully ? !pending.Result : count == 0 && !await pending)
                {
                    return new(EnumerationStatus.Completed, batch);
                }

                if (!pending.IsCompletedSuccessfully)
                {
                    // The elements before a failure are given first; the next pull gives the failure.
                    break;
                }

                source.AddCurrent(batch);
                pending = source.MoveNext().AsTask();
            }

            return new(EnumerationStatus.Elements, batch);
        }
        finally
        {
            isPulling = false;
            lastPull = clock.GetTimestamp();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (pending is { } move)
        {
            // An enumerator may be disposed only when it is not moving.
            await ((Task)move).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await source.DisposeAsync();
        stop.Dispose();
    }

    private async Task<bool> Arrives(Task<bool> move, TimeSpan patience)
    {
        using var given = new CancellationTokenSource();
        var first = await Task.WhenAny(move, Task.Delay(patience, clock, given.Token));
        await given.CancelAsync();
        return first == move;
    }
}
