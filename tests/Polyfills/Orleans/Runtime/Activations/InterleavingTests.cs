using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Activations;

public interface IReentrantDoorGrain : IDoorGrain;

[Reentrant]
public class ReentrantDoorGrain(Journal journal) : DoorGrain(journal), IReentrantDoorGrain;

public interface IPickyDoorGrain : IGrainWithStringKey
{
    Task Enter(string name);
}

[MayInterleave(nameof(IsVip))]
public class PickyDoorGrain(Journal journal) : Grain, IPickyDoorGrain
{
    public static bool IsVip(IInvokable request) => request.GetArgument(0) is "vip";

    public async Task Enter(string name)
    {
        journal.Write($"{name} in");
        await journal.Pass(name);
        journal.Write($"{name} out");
    }
}

public interface ISpinningGrain : IGrainWithStringKey
{
    Task Spin();

    [AlwaysInterleave]
    Task Stop();
}

public class SpinningGrain(Journal journal) : Grain, ISpinningGrain
{
    private bool isStopped;

    public async Task Spin()
    {
        journal.Write("spinning");
        while (!isStopped)
        {
            await Task.Yield();
        }
    }

    public Task Stop()
    {
        isStopped = true;
        return Task.CompletedTask;
    }
}

public interface IEchoGrain : IGrainWithStringKey
{
    Task<string> Ask(string other, bool allowReentrancy);

    Task<string> AskBack(string asker);

    Task<string> Name();
}

public class EchoGrain : Grain, IEchoGrain
{
    public async Task<string> Ask(string other, bool allowReentrancy)
    {
        if (!allowReentrancy)
        {
            return await GrainFactory.GetGrain<IEchoGrain>(other).AskBack(this.GetPrimaryKeyString());
        }

        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<IEchoGrain>(other).AskBack(this.GetPrimaryKeyString());
    }

    public Task<string> AskBack(string asker) => GrainFactory.GetGrain<IEchoGrain>(asker).Name();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());
}

public class InterleavingTests
{
    [Fact]
    public async Task A_reentrant_grain_lets_calls_interleave()
    {
        await using var cluster = await Cluster.Start();
        var door = cluster.Local.GetGrain<IReentrantDoorGrain>("a");
        var first = door.Enter("first");
        await cluster.Journal.Has("first in");
        cluster.Journal.Open("second");
        await door.Enter("second").Soon();
        Assert.False(first.IsCompleted);
        cluster.Journal.Open("first");
        await first.Soon();
    }

    [Fact]
    public async Task A_method_marked_so_interleaves_with_all_and_holds_up_none()
    {
        await using var cluster = await Cluster.Start();
        var door = cluster.Local.GetGrain<IDoorGrain>("a");
        var inside = door.Enter("first");
        await cluster.Journal.Has("first in");
        cluster.Journal.Open("peek");
        await door.Peek("peek").Soon();
        var longPeek = door.Peek("long peek");
        await cluster.Journal.Has("long peek in");
        cluster.Journal.Open("first");
        await inside.Soon();
        Assert.Equal(1, await door.Add(1).Soon());
        Assert.False(longPeek.IsCompleted);
        cluster.Journal.Open("long peek");
        await longPeek.Soon();
    }

    [Fact]
    public async Task Read_only_calls_interleave_with_each_other_only()
    {
        await using var cluster = await Cluster.Start();
        var door = cluster.Local.GetGrain<IDoorGrain>("a");
        var one = door.Read("one");
        var two = door.Read("two");
        await cluster.Journal.Has("one in");
        await cluster.Journal.Has("two in");
        var write = door.Enter("write");
        cluster.Journal.Open("write");
        cluster.Journal.Open("one");
        await one.Soon();
        Assert.DoesNotContain("write in", cluster.Journal.Entries);
        cluster.Journal.Open("two");
        await Task.WhenAll(two, write).Soon();
        Assert.True(cluster.Journal.Entries.ToList().IndexOf("two out") < cluster.Journal.Entries.ToList().IndexOf("write in"));
    }

    [Fact]
    public async Task A_predicate_of_the_class_decides_call_by_call()
    {
        await using var cluster = await Cluster.Start();
        var door = cluster.Local.GetGrain<IPickyDoorGrain>("a");
        var first = door.Enter("first");
        await cluster.Journal.Has("first in");
        var guest = door.Enter("guest");
        cluster.Journal.Open("vip");
        cluster.Journal.Open("guest");
        await door.Enter("vip").Soon();
        Assert.DoesNotContain("guest in", cluster.Journal.Entries);
        cluster.Journal.Open("first");
        await Task.WhenAll(first, guest).Soon();
    }

    [Fact]
    public async Task A_request_that_yields_without_end_still_lets_others_interleave()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ISpinningGrain>("a");
        var spinning = grain.Spin();
        await cluster.Journal.Has("spinning");
        await grain.Stop().Soon();
        await spinning.Soon();
    }

    [Fact]
    public async Task A_call_chain_may_come_back_where_it_is_allowed_to()
    {
        await using var cluster = await Cluster.Start();
        Assert.Equal("a", await cluster.Local.GetGrain<IEchoGrain>("a").Ask("b", allowReentrancy: true).Soon());
    }

    [Fact]
    public async Task A_call_chain_that_comes_back_unasked_waits_until_its_time_is_up()
    {
        await using var cluster = await Cluster.Start();
        var call = cluster.Local.GetGrain<IEchoGrain>("a").Ask("b", allowReentrancy: false);
        while (!call.IsCompleted)
        {
            // Every hop waits for the next, and each may be made while the clock moves.
            cluster.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
    }
}
