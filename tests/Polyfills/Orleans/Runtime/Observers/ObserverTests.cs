using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using Orleans.Utilities;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Observers;

public interface IListener : IGrainObserver
{
    void Heard(string what);

    Task<int> Ask(int number);
}

public interface ISpeakerGrain : IGrainWithStringKey
{
    Task Subscribe(IListener listener);

    Task Say(string what);

    Task<int> Ask(int number);

    Task<int> Listeners();
}

public class SpeakerGrain(ILogger<SpeakerGrain> logger) : Grain, ISpeakerGrain
{
    private readonly ObserverManager<IListener> listeners = new(TimeSpan.FromMinutes(5), logger);
    private IListener? last;

    public Task Subscribe(IListener listener)
    {
        listeners.Subscribe(last = listener, listener);
        return Task.CompletedTask;
    }

    public Task Say(string what)
    {
        listeners.Notify(listener => listener.Heard(what));
        return Task.CompletedTask;
    }

    public Task<int> Ask(int number) => last!.Ask(number);

    public Task<int> Listeners() => Task.FromResult(listeners.Count);
}

public sealed class Listener(Journal journal) : IListener
{
    public void Heard(string what) => journal.Write(what);

    public async Task<int> Ask(int number)
    {
        await Task.Yield();
        return number >= 0 ? number + 1 : throw new ArgumentOutOfRangeException(nameof(number));
    }
}

public class ObserverTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Grains_call_back_objects_in_clients_and_hosts(bool local)
    {
        await using var cluster = await Cluster.Start(2);
        var client = local ? cluster.Local : cluster.Client;
        var listener = new Listener(cluster.Journal);
        var reference = client.CreateObjectReference<IListener>(listener);
        for (var i = 0; i < 4; i++)
        {
            var grain = client.GetGrain<ISpeakerGrain>($"{i}");
            await grain.Subscribe(reference).Soon();
            await grain.Say($"hello {i}").Soon();
            await cluster.Journal.Has($"hello {i}");
            Assert.Equal(8, await grain.Ask(7).Soon());
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.Ask(-1).Soon());
        }

        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task An_object_whose_reference_was_deleted_is_not_called()
    {
        await using var cluster = await Cluster.Start();
        var listener = new Listener(cluster.Journal);
        var reference = cluster.Client.CreateObjectReference<IListener>(listener);
        var grain = cluster.Client.GetGrain<ISpeakerGrain>("a");
        await grain.Subscribe(reference).Soon();
        cluster.Client.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => grain.Ask(1).Soon());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task A_client_that_has_gone_is_not_available()
    {
        await using var cluster = await Cluster.Start();
        var listener = new Listener(cluster.Journal);
        var reference = cluster.Client.CreateObjectReference<IListener>(listener);
        await cluster.Client.GetGrain<ISpeakerGrain>("a").Subscribe(reference).Soon();
        await cluster.Inner.StopClusterClientAsync().Soon();
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => cluster.Local.GetGrain<ISpeakerGrain>("a").Ask(1).Soon());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task A_manager_forgets_observers_that_fail_or_do_not_renew()
    {
        var clock = new ManualClock();
        var heard = new List<string>();
        var observers = new ObserverManager<string, Func<Task>>(TimeSpan.FromMinutes(5), NullLogger.Instance)
        {
            GetDateTime = () => clock.GetUtcNow().UtcDateTime,
        };
        observers.Subscribe("good", () =>
        {
            heard.Add("good");
            return Task.CompletedTask;
        });
        observers.Subscribe("bad", () => throw new InvalidOperationException());
        await observers.Notify(observer => observer()).Soon();
        Assert.Equal(["good"], heard);
        Assert.Equal(["good"], observers.Observers.Keys);
        clock.Advance(TimeSpan.FromMinutes(6));
        observers.ClearExpired();
        Assert.Equal(0, observers.Count);
    }
}
