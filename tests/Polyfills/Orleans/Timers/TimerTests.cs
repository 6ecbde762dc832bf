using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Timers;

public interface ITickingGrain : IGrainWithStringKey
{
    Task Start(string name, int dueSeconds, int periodSeconds, bool interleave = false, bool keepAlive = false);

    Task Change(string name, int dueSeconds, int periodSeconds);

    Task Stop(string name);

    Task Hold(string gate);

    [AlwaysInterleave]
    Task Ping();

    Task Leave();
}

public class TickingGrain(Journal journal) : Grain, ITickingGrain
{
    private readonly Dictionary<string, IGrainTimer> timers = [];

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Start(string name, int dueSeconds, int periodSeconds, bool interleave = false, bool keepAlive = false)
    {
        timers[name] = this.RegisterGrainTimer(
            Tick,
            name,
            new GrainTimerCreationOptions(Seconds(dueSeconds), Seconds(periodSeconds)) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Change(string name, int dueSeconds, int periodSeconds)
    {
        timers[name].Change(Seconds(dueSeconds), Seconds(periodSeconds));
        return Task.CompletedTask;
    }

    public Task Stop(string name)
    {
        timers[name].Dispose();
        return Task.CompletedTask;
    }

    public Task Hold(string gate)
    {
        journal.Write($"{gate} held");
        return journal.Pass(gate);
    }

    public Task Ping() => Task.CompletedTask;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private static TimeSpan Seconds(int seconds) => seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);

    private async Task Tick(string name, CancellationToken token)
    {
        journal.Write($"{name} tick");
        if (name.StartsWith("failing", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("a tick may fail");
        }

        if (name.StartsWith("slow", StringComparison.Ordinal))
        {
            try
            {
                await journal.Pass(name).WaitAsync(token);
            }
            catch (OperationCanceledException)
            {
                journal.Write($"{name} cancelled");
                throw;
            }
        }

        journal.Write($"{name} tock");
    }
}

public class TimerTests
{
    [Fact]
    public async Task A_timer_ticks_when_due_and_then_every_period()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("t", 10, 5).Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        await grain.Ping().Soon();
        Assert.Empty(cluster.Journal.Entries);
        for (var ticks = 1; ticks <= 3; ticks++)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(ticks == 1 ? 1 : 5));
            await cluster.Journal.Has("t tock", ticks);
            await grain.Ping().Soon();
        }

        Assert.Equal(6, cluster.Journal.Entries.Count);
    }

    [Fact]
    public async Task The_next_period_counts_from_the_end_of_the_tick()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("slow", 1, 5).Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await cluster.Journal.Has("slow tick");
        cluster.Clock.Advance(TimeSpan.FromSeconds(20));
        await grain.Ping().Soon();
        Assert.Equal(["slow tick"], cluster.Journal.Entries);
        cluster.Journal.Open("slow");
        await cluster.Journal.Has("slow tock");
        await grain.Ping().Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await cluster.Journal.Has("slow tick", 2);
    }

    [Fact]
    public async Task Ticks_take_their_turn_among_calls_unless_they_interleave()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("polite", 1, 100).Soon();
        await grain.Start("pushy", 2, 100, interleave: true).Soon();
        var holding = grain.Hold("gate");
        await cluster.Journal.Has("gate held");
        cluster.Clock.Advance(TimeSpan.FromSeconds(2));
        await cluster.Journal.Has("pushy tock");
        Assert.DoesNotContain("polite tick", cluster.Journal.Entries);
        cluster.Journal.Open("gate");
        await holding.Soon();
        await cluster.Journal.Has("polite tock");
    }

    [Fact]
    public async Task A_single_tick_a_change_and_an_end()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("once", 1, -1).Soon();
        await grain.Start("stopped", 1, 1).Soon();
        await grain.Stop("stopped").Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await cluster.Journal.Has("once tock");
        await grain.Ping().Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(100));
        await grain.Ping().Soon();
        Assert.Equal(2, cluster.Journal.Entries.Count);
        await grain.Change("once", 3, 3).Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(3));
        await cluster.Journal.Has("once tock", 2);
    }

    [Fact]
    public async Task A_failing_tick_is_followed_by_the_next()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("failing", 1, 1).Soon();
        for (var ticks = 1; ticks <= 3; ticks++)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await cluster.Journal.Has("failing tick", ticks);
            await grain.Ping().Soon();
        }
    }

    [Fact]
    public async Task A_deactivation_waits_for_a_tick_that_runs()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("slow", 1, 1, interleave: true).Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await cluster.Journal.Has("slow tick");
        await grain.Leave().Soon();
        cluster.Journal.Open("slow");
        await cluster.Journal.Has("deactivated ApplicationRequested");
        Assert.Equal(["slow tick", "slow tock", "deactivated ApplicationRequested"], cluster.Journal.Entries);
    }

    [Fact]
    public async Task A_tick_that_takes_too_long_is_cancelled_and_timers_end_with_their_activation()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("slow", 1, 1, interleave: true).Soon();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await cluster.Journal.Has("slow tick");
        await grain.Leave().Soon();

        // The time of the deactivation counts from the turn after the one that answered.
        var deactivated = cluster.Journal.Has("deactivated ApplicationRequested");
        while (!deactivated.IsCompleted)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await deactivated;
        Assert.Equal(["slow tick", "slow cancelled", "deactivated ApplicationRequested"], cluster.Journal.Entries);
        cluster.Clock.Advance(TimeSpan.FromSeconds(60));
        await grain.Ping().Soon();
        Assert.Equal(1, cluster.Journal.Entries.Count(entry => entry == "slow tick"));
    }

    [Fact]
    public async Task Ticks_do_not_keep_a_grain_alive_unless_asked_to()
    {
        await using var cluster = await Cluster.Start();
        var mortal = cluster.Local.GetGrain<ITickingGrain>("mortal");
        var kept = cluster.Local.GetGrain<ITickingGrain>("kept");
        await mortal.Start("m", 60, 60).Soon();
        await kept.Start("k", 60, 60, keepAlive: true).Soon();
        for (var minutes = 1; minutes <= 14; minutes++)
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            await cluster.Journal.Has("m tock", minutes);
            await cluster.Journal.Has("k tock", minutes);
        }

        cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        await cluster.Journal.Has("deactivated ActivationIdle");
        await cluster.Journal.Has("k tock", 15);
        Assert.Equal(1, cluster.Journal.Entries.Count(entry => entry == "deactivated ActivationIdle"));
    }

    [Fact]
    public async Task Impossible_times_are_refused()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ITickingGrain>("a");
        await grain.Start("t", 1, 1).Soon();
        await grain.Stop("t").Soon();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => grain.Change("t", 1, 1).Soon());
    }
}
