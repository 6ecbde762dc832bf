using Orleans;
using Orleans.Concurrency;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Activations;

public interface IDoorGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    Task Enter(string name);

    [AlwaysInterleave]
    Task Peek(string name);

    [ReadOnly]
    Task Read(string name);

    Task<string> Thread();
}

[GrainType("door")]
public class DoorGrain(Journal journal) : Grain, IDoorGrain
{
    private int sum;

    public Task<int> Add(int amount) => Task.FromResult(sum += amount);

    public async Task Enter(string name)
    {
        journal.Write($"{name} in");
        await journal.Pass(name);
        journal.Write($"{name} out");
    }

    public Task Peek(string name) => Enter(name);

    public Task Read(string name) => Enter(name);

    public async Task<string> Thread()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        return ReferenceEquals(before, TaskScheduler.Current) && before != TaskScheduler.Default ? "same scheduler" : "other scheduler";
    }
}

public class TurnsTests
{
    [Fact]
    public async Task A_grain_keeps_its_state_between_calls()
    {
        await using var cluster = await Cluster.Start();
        var door = cluster.Client.GetGrain<IDoorGrain>("a");
        Assert.Equal(2, await door.Add(2).Soon());
        Assert.Equal(5, await door.Add(3).Soon());
        Assert.Equal(7, await cluster.Local.GetGrain<IDoorGrain>("a").Add(2).Soon());
        Assert.Equal(1, await cluster.Client.GetGrain<IDoorGrain>("b").Add(1).Soon());
    }

    [Fact]
    public async Task A_request_runs_until_its_task_ends_before_the_next_begins()
    {
        await using var cluster = await Cluster.Start();
        var door = cluster.Local.GetGrain<IDoorGrain>("a");
        var first = door.Enter("first");
        await cluster.Journal.Has("first in");
        var second = door.Enter("second");
        cluster.Journal.Open("second");
        cluster.Journal.Open("first");
        await Task.WhenAll(first, second).Soon();
        Assert.Equal(["first in", "first out", "second in", "second out"], cluster.Journal.Entries);
    }

    [Fact]
    public async Task An_await_comes_back_to_the_activation()
    {
        await using var cluster = await Cluster.Start();
        Assert.Equal("same scheduler", await cluster.Local.GetGrain<IDoorGrain>("a").Thread().Soon());
    }
}
