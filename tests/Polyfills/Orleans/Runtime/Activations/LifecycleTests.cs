using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Activations;

public interface IMayflyGrain : IGrainWithStringKey
{
    Task<int> Touch();

    Task Leave();

    Task Stay(TimeSpan time);

    Task Fail();

    Task<string> Dependency();

    Task LeaveDuring(string gate);
}

public class MayflyGrain(Journal journal, IServiceProvider services) : Grain, IMayflyGrain
{
    private int touches;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Touch() => Task.FromResult(++touches);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task Fail() => throw new InvalidOperationException("as asked");

    public Task<string> Dependency() => Task.FromResult(services.GetRequiredService<ILocalSiloDetails>().Name);

    public async Task LeaveDuring(string gate)
    {
        DeactivateOnIdle();
        journal.Write("leaving");
        await journal.Pass(gate);
        touches += 100;
    }
}

[CollectionAgeLimit(Minutes = 3)]
public class ShortMayflyGrain(Journal journal, IServiceProvider services) : MayflyGrain(journal, services), IShortMayflyGrain;

public interface IShortMayflyGrain : IMayflyGrain;

[KeepAlive]
public class EternalMayflyGrain(Journal journal, IServiceProvider services) : MayflyGrain(journal, services), IEternalMayflyGrain;

public interface IEternalMayflyGrain : IMayflyGrain;

public interface IStillbornGrain : IGrainWithStringKey
{
    Task<int> Touch();
}

public class StillbornGrain : Grain, IStillbornGrain
{
    private readonly Journal journal;

    public StillbornGrain(Journal journal)
    {
        this.journal = journal;
        if (this.GetPrimaryKeyString() == "constructor" && journal.Entries.Count == 0)
        {
            journal.Write("constructor failed");
            throw new InvalidOperationException("no constructor for you");
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await journal.Pass("activation");
        if (journal.Entries.Count == 0)
        {
            journal.Write("activation failed");
            throw new InvalidOperationException("no activation for you");
        }
    }

    public Task<int> Touch() => Task.FromResult(1);
}

public class LifecycleTests
{
    [Fact]
    public async Task A_grain_is_activated_by_its_first_call_with_services_in_its_constructor()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Client.GetGrain<IMayflyGrain>("a", typeof(MayflyGrain).FullName);
        Assert.Empty(cluster.Journal.Entries);
        Assert.Equal("Silo_0", await grain.Dependency().Soon());
        Assert.Equal(["a activated"], cluster.Journal.Entries);
    }

    [Fact]
    public async Task A_grain_that_leaves_is_new_at_the_next_call()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Client.GetGrain<IMayflyGrain>("a", typeof(MayflyGrain).FullName);
        await grain.Touch().Soon();
        await grain.Leave().Soon();
        await cluster.Journal.Has("a deactivated ApplicationRequested");
        Assert.Equal(1, await grain.Touch().Soon());
    }

    [Fact]
    public async Task A_deactivation_waits_for_the_running_call_and_calls_that_wait_reach_the_next_activation()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<IMayflyGrain>("a", typeof(MayflyGrain).FullName);
        var leaving = grain.LeaveDuring("gate");
        await cluster.Journal.Has("leaving");
        var touch = grain.Touch();
        Assert.DoesNotContain("a deactivated ApplicationRequested", cluster.Journal.Entries);
        cluster.Journal.Open("gate");
        await leaving.Soon();
        Assert.Equal(1, await touch.Soon());
        Assert.Equal(["a activated", "leaving", "a deactivated ApplicationRequested", "a activated"], cluster.Journal.Entries);
    }

    [Fact]
    public async Task Idle_activations_are_collected_at_the_age_of_their_class()
    {
        await using var cluster = await Cluster.Start();
        await cluster.Client.GetGrain<IMayflyGrain>("default", typeof(MayflyGrain).FullName).Touch().Soon();
        await cluster.Client.GetGrain<IShortMayflyGrain>("short").Touch().Soon();
        await cluster.Client.GetGrain<IEternalMayflyGrain>("eternal").Touch().Soon();
        cluster.Clock.Advance(TimeSpan.FromMinutes(4));
        await cluster.Journal.Has("short deactivated ActivationIdle");
        Assert.DoesNotContain("default deactivated ActivationIdle", cluster.Journal.Entries);
        cluster.Clock.Advance(TimeSpan.FromMinutes(12));
        await cluster.Journal.Has("default deactivated ActivationIdle");
        cluster.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(2, await cluster.Client.GetGrain<IEternalMayflyGrain>("eternal").Touch().Soon());
    }

    [Fact]
    public async Task A_call_starts_the_idle_time_anew_and_a_delay_prolongs_it()
    {
        await using var cluster = await Cluster.Start(configure: silo => silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = TimeSpan.FromMinutes(5);
            options.CollectionQuantum = TimeSpan.FromMinutes(1);
        }));
        var grain = cluster.Client.GetGrain<IMayflyGrain>("a", typeof(MayflyGrain).FullName);
        await grain.Touch().Soon();
        cluster.Clock.Advance(TimeSpan.FromMinutes(4));
        await grain.Touch().Soon();
        cluster.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(3, await grain.Touch().Soon());
        await grain.Stay(TimeSpan.FromHours(1)).Soon();
        cluster.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(4, await grain.Touch().Soon());
        cluster.Clock.Advance(TimeSpan.FromMinutes(11));
        await cluster.Journal.Has("a deactivated ActivationIdle");
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-TimeSpan.TicksPerMillisecond)]
    public async Task A_delay_without_end_holds_until_it_is_withdrawn(long ticks)
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Client.GetGrain<IMayflyGrain>("a", typeof(MayflyGrain).FullName);
        await grain.Stay(TimeSpan.FromTicks(ticks)).Soon();
        cluster.Clock.Advance(TimeSpan.FromHours(3));
        await grain.Stay(TimeSpan.Zero).Soon();
        Assert.Equal(["a activated"], cluster.Journal.Entries);
        cluster.Clock.Advance(TimeSpan.FromMinutes(17));
        await cluster.Journal.Has("a deactivated ActivationIdle");
    }

    [Fact]
    public async Task A_silo_that_stops_deactivates_its_grains()
    {
        await using var cluster = await Cluster.Start(2);
        await cluster.Local.GetGrain<IMayflyGrain>("a", typeof(MayflyGrain).FullName).Touch().Soon();
        await cluster.Inner.StopAllSilosAsync().Soon();
        Assert.Equal(["a activated", "a deactivated ShuttingDown"], cluster.Journal.Entries);
    }

    [Theory]
    [InlineData("constructor", "no constructor for you")]
    [InlineData("other", "no activation for you")]
    public async Task A_failing_activation_fails_the_calls_that_wait_and_the_next_call_tries_again(string key, string message)
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<IStillbornGrain>(key);
        var calls = Enumerable.Range(0, 3).Select(_ => grain.Touch()).ToList();
        cluster.Journal.Open("activation");
        foreach (var call in calls.Take(key == "constructor" ? 1 : 3))
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => call.Soon());
            Assert.Equal(message, failure.Message);
        }

        Assert.Equal(1, await grain.Touch().Soon());
    }

    [Fact]
    public async Task A_failing_call_leaves_the_activation_as_it_is()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Client.GetGrain<IMayflyGrain>("a", typeof(MayflyGrain).FullName);
        await grain.Touch().Soon();
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail().Soon());
        Assert.Equal(2, await grain.Touch().Soon());
    }
}
