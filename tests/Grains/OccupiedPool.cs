using ReAgent.Grains.Work;

namespace ReAgent.Grains.Tests;

/// <summary>Holds every place of a compute pool, so that whatever is asked of it waits until this is disposed.</summary>
public sealed class OccupiedPool : IAsyncDisposable
{
    private readonly TaskCompletionSource<bool> _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task<bool>> _holders = [];

    private OccupiedPool()
    {
    }

    public static async Task<OccupiedPool> Of(ComputePool pool)
    {
        var occupied = new OccupiedPool();
        for (var place = 0; place < pool.Workers; place++)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            occupied._holders.Add(pool.Run(
                () =>
                {
                    started.SetResult();
                    return occupied._release.Task;
                },
                CancellationToken.None));
            await started.Task.Soon();
        }

        return occupied;
    }

    public async ValueTask DisposeAsync()
    {
        _release.TrySetResult(true);
        await Task.WhenAll(_holders).Soon();
    }
}
