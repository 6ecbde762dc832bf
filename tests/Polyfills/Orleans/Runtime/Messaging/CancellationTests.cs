using Orleans;
using Orleans.Concurrency;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Messaging;

public interface IPatientGrain : IGrainWithStringKey
{
    Task Wait(string name, CancellationToken token);

    Task Hold(string gate);

    [AlwaysInterleave]
    Task Later(string name, CancellationToken token = default);
}

public class PatientGrain(Journal journal) : Grain, IPatientGrain
{
    public async Task Wait(string name, CancellationToken token)
    {
        journal.Write($"{name} waits");
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(() => cancelled.TrySetResult());
        await cancelled.Task;
        journal.Write($"{name} cancelled");
        token.ThrowIfCancellationRequested();
    }

    public Task Hold(string gate)
    {
        journal.Write("holding");
        return journal.Pass(gate);
    }

    public Task Later(string name, CancellationToken token = default) => Wait(name, token);
}

public class CancellationTests
{
    public static TheoryData<bool> Sides => [true, false];

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task The_target_sees_the_cancellation_and_the_caller_is_told_at_once(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IPatientGrain>("a");
        using var source = new CancellationTokenSource();
        var call = grain.Wait("one", source.Token);
        await cluster.Journal.Has("one waits");
        Assert.False(call.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await cluster.Journal.Has("one cancelled");
    }

    [Fact]
    public async Task A_cancellation_crosses_silos()
    {
        await using var cluster = await Cluster.Start(2);
        using var source = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 8).Select(i => cluster.Local.GetGrain<IPatientGrain>($"{i}").Wait($"{i}", source.Token)).ToList();
        for (var i = 0; i < 8; i++)
        {
            await cluster.Journal.Has($"{i} waits");
        }

        await source.CancelAsync();
        for (var i = 0; i < 8; i++)
        {
            await cluster.Journal.Has($"{i} cancelled");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[i].Soon());
        }
    }

    [Fact]
    public async Task A_cancelled_call_is_not_made()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<IPatientGrain>("a");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.Wait("one", new(canceled: true)).Soon());
        Assert.Empty(cluster.Journal.Entries);
    }

    [Fact]
    public async Task A_call_that_waits_its_turn_is_dropped_when_it_is_cancelled()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<IPatientGrain>("a");
        var holding = grain.Hold("gate");
        await cluster.Journal.Has("holding");
        using var source = new CancellationTokenSource();
        var call = grain.Wait("one", source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        cluster.Journal.Open("gate");
        await holding.Soon();
        using var second = new CancellationTokenSource();
        var next = grain.Wait("two", second.Token);
        await cluster.Journal.Has("two waits");
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        await cluster.Journal.Has("two cancelled");
        Assert.DoesNotContain("one waits", cluster.Journal.Entries);
    }

    [Fact]
    public async Task A_token_that_cannot_be_cancelled_costs_nothing_and_does_nothing()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<IPatientGrain>("a");
        var call = grain.Later("one");
        await cluster.Journal.Has("one waits");
        cluster.Clock.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        Assert.DoesNotContain("one cancelled", cluster.Journal.Entries);
    }
}
