using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Work;

public sealed class MemoryGateTests
{
    // 100 bytes of memory, of which 70 are given out.
    private readonly MemoryGate _gate = new(100);

    [Fact]
    public async Task Work_waits_until_there_is_memory_for_it()
    {
        var first = await _gate.Enter(40, CancellationToken.None).Soon();
        var second = _gate.Enter(40, CancellationToken.None);
        Assert.False(second.IsCompleted);

        first.Dispose();

        await second.Soon();
    }

    [Fact]
    public async Task Work_that_needs_more_than_there_is_runs_alone()
    {
        var large = await _gate.Enter(1000, CancellationToken.None).Soon();
        var small = _gate.Enter(1, CancellationToken.None);
        Assert.False(small.IsCompleted);

        large.Dispose();

        await small.Soon();
    }

    [Fact]
    public async Task Small_work_does_not_pass_large_work_that_came_before()
    {
        var first = await _gate.Enter(40, CancellationToken.None).Soon();
        var large = _gate.Enter(60, CancellationToken.None);
        var small = _gate.Enter(10, CancellationToken.None);

        Assert.False(small.IsCompleted);
        first.Dispose();
        using var entered = await large.Soon();
        await small.Soon();
    }

    [Fact]
    public async Task Who_stops_waiting_holds_nobody_up()
    {
        using var first = await _gate.Enter(40, CancellationToken.None).Soon();
        using var stop = new CancellationTokenSource();
        var large = _gate.Enter(60, stop.Token);
        var small = _gate.Enter(10, CancellationToken.None);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        await small.Soon();
    }

    [Fact]
    public async Task Memory_is_given_back_once()
    {
        var first = await _gate.Enter(40, CancellationToken.None).Soon();
        first.Dispose();
        first.Dispose();

        using var second = await _gate.Enter(60, CancellationToken.None).Soon();
        Assert.False(_gate.Enter(20, CancellationToken.None).IsCompleted);
    }
}
