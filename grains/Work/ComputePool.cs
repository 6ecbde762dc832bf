namespace ReAgent.Grains.Work;

/// <summary>
/// The silo's core budget. Work runs here, on threads of its own, so that grain turns stay short and the silo's scheduler stays free.
/// </summary>
public sealed class ComputePool : IDisposable
{
    private readonly SemaphoreSlim _places;

    /// <param name="workers">How many pieces of work may run at once, 1 or more. Results do not depend on it.</param>
    public ComputePool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Workers = workers;
        _places = new SemaphoreSlim(workers, workers);
    }

    /// <summary>How many pieces of work may run at once.</summary>
    public int Workers { get; }

    /// <summary>Waits for a place and runs the work on a thread of its own to its end.</summary>
    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Blocking is the point: this thread exists for this work, and native thread-local state (gradient mode, tensor scopes) stays with it.
            return await Task.Factory.StartNew(
                () => work().GetAwaiter().GetResult(), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
