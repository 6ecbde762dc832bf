using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Work;

public class ComputePoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Never_more_pieces_of_work_run_than_there_are_workers(int workers)
    {
        using var pool = new ComputePool(workers);
        using var started = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        int running = 0, most = 0;
        var gate = new Lock();

        var all = Enumerable.Range(0, 8).Select(index => pool.Run(
            async () =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++running);
                }

                started.Release();
                await mayEnd.WaitAsync();
                lock (gate)
                {
                    running--;
                }

                return index;
            },
            CancellationToken.None)).ToArray();
        for (var place = 0; place < workers; place++)
        {
            Assert.True(await started.WaitAsync(Waiting.Patience));
        }

        mayEnd.Release(all.Length);
        var results = await Task.WhenAll(all).Soon();

        Assert.Equal(workers, most);
        Assert.Equal(Enumerable.Range(0, 8), results);
    }

    [Fact]
    public async Task Work_that_waits_for_a_place_can_be_cancelled_and_is_never_begun()
    {
        using var pool = new ComputePool(1);
        using var stop = new CancellationTokenSource();
        var begun = false;
        await using (await OccupiedPool.Of(pool))
        {
            var waiting = pool.Run(() => Task.FromResult(begun = true), stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        }

        Assert.False(begun);
        Assert.Equal(1, await pool.Run(() => Task.FromResult(1), CancellationToken.None).Soon());
    }

    [Fact]
    public async Task What_the_work_throws_reaches_the_caller_and_its_place_is_free_again()
    {
        using var pool = new ComputePool(1);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(
            () => pool.Run<int>(() => throw new InvalidDataException("row 7 is broken"), CancellationToken.None).Soon());

        Assert.Equal("row 7 is broken", failure.Message);
        Assert.Equal(2, await pool.Run(() => Task.FromResult(2), CancellationToken.None).Soon());
    }

    [Fact]
    public async Task Work_has_a_thread_of_its_own()
    {
        using var pool = new ComputePool(1);

        Assert.False(await pool.Run(() => Task.FromResult(Thread.CurrentThread.IsThreadPoolThread), CancellationToken.None).Soon());
    }

    [Fact]
    public void A_pool_needs_a_worker() => Assert.Throws<ArgumentOutOfRangeException>(() => new ComputePool(0));
}
