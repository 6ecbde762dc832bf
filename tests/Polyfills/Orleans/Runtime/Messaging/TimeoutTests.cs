using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Messaging;

public interface ISlowGrain : IGrainWithStringKey
{
    Task Wait(string gate);

    [ResponseTimeout("00:00:05")]
    Task WaitShort(string gate);

    [ResponseTimeout("01:00:00")]
    Task WaitLong(string gate);
}

public class SlowGrain(Journal journal) : Grain, ISlowGrain
{
    public async Task Wait(string gate)
    {
        journal.Write($"{gate} in");
        await journal.Pass(gate);
        journal.Write($"{gate} out");
    }

    public Task WaitShort(string gate) => Wait(gate);

    public Task WaitLong(string gate) => Wait(gate);
}

public class TimeoutTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_waits_thirty_seconds_and_the_grain_goes_on(bool local)
    {
        await using var cluster = await Cluster.Start();
        var call = (local ? cluster.Local : cluster.Client).GetGrain<ISlowGrain>("a").Wait("gate");
        await cluster.Journal.Has("gate in");
        cluster.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        cluster.Clock.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        Assert.Contains("slow/a", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ISlowGrain.Wait", failure.Message, StringComparison.Ordinal);
        Assert.Contains("00:00:3", failure.Message, StringComparison.Ordinal);
        cluster.Journal.Open("gate");
        await cluster.Journal.Has("gate out");
    }

    [Fact]
    public async Task A_method_may_set_its_own_time()
    {
        await using var cluster = await Cluster.Start();
        var hasty = cluster.Local.GetGrain<ISlowGrain>("a").WaitShort("a");
        var patient = cluster.Local.GetGrain<ISlowGrain>("b").WaitLong("b");
        await cluster.Journal.Has("a in");
        await cluster.Journal.Has("b in");
        cluster.Clock.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<TimeoutException>(() => hasty.Soon());
        cluster.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(patient.IsCompleted);
        cluster.Journal.Open("b");
        await patient.Soon();
    }

    [Fact]
    public async Task The_time_can_be_configured()
    {
        await using var cluster = await Cluster.Start(
            configure: silo => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(50)));
        var call = cluster.Local.GetGrain<ISlowGrain>("a").Wait("gate");
        await cluster.Journal.Has("gate in");
        cluster.Clock.Advance(TimeSpan.FromMilliseconds(70));
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
    }

    [Fact]
    public async Task A_call_whose_time_was_up_before_its_turn_is_dropped()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ISlowGrain>("a");
        var first = grain.WaitLong("first");
        await cluster.Journal.Has("first in");
        var second = grain.Wait("second");
        cluster.Clock.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => second.Soon());
        cluster.Journal.Open("first");
        cluster.Journal.Open("third");
        await first.Soon();
        await grain.Wait("third").Soon();
        Assert.DoesNotContain("second in", cluster.Journal.Entries);
    }
}
