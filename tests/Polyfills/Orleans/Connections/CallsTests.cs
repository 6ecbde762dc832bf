using System.Diagnostics;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using ReAgent.Polyfills.Orleans.Tests.Runtime.Enumerations;
using ReAgent.Polyfills.Orleans.Tests.Runtime.Messaging;
using ReAgent.Polyfills.Orleans.Tests.Runtime.Observers;
using ReAgent.Polyfills.Orleans.Tests.TestingHost;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

public class CallsTests
{
    [Fact]
    public async Task A_client_calls_grains_in_every_silo_and_grains_call_each_other()
    {
        await using var cluster = new ConnectedCluster();
        var first = await cluster.StartSilo();
        var second = await cluster.StartSilo();
        var client = await cluster.StartClient(first);
        var silos = new HashSet<SiloAddress>();
        foreach (var silo in new[] { first, second })
        {
            var grain = await ConnectedCluster.On<IMortalGrain>(first, silo, $"on {silo.GetHashCode()}", grain => grain.Where());
            silos.Add(await ConnectedCluster.Grains(client).GetGrain<IMortalGrain>(grain.GetPrimaryKeyString()).Where().Soon());
        }

        Assert.Equal([ConnectedCluster.Address(first), ConnectedCluster.Address(second)], silos);
        await ConnectedCluster.On<IMortalGrain>(first, second, "far", grain => grain.Where());
        var relay = ConnectedCluster.Grains(client).GetGrain<IMortalGrain>("near").Relay("far", "gate");
        await cluster.Journal.Has("gate waits");
        cluster.Journal.Open("gate");
        Assert.Equal("answered", await relay.Soon());
    }

    [Fact]
    public async Task The_context_of_a_request_travels_on()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        RequestContext.Set("key", "value");
        Assert.Equal("value", await ConnectedCluster.Grains(client).GetGrain<IContextGrain>("a").ReadThrough("b", "key").Soon());
        RequestContext.Clear();
    }

    [Fact]
    public async Task A_trace_goes_on_in_the_silo()
    {
        var servers = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (servers)
                {
                    if (activity.Kind == ActivityKind.Server)
                    {
                        servers.Add(activity);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = new ConnectedCluster { OnSilo = silo => silo.AddActivityPropagation(), OnClient = client => client.AddActivityPropagation() };
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        using var parent = new Activity("test").Start();
        await ConnectedCluster.Grains(client).GetGrain<IContextGrain>("a").Read("x").Soon();
        lock (servers)
        {
            Assert.Contains(servers, activity => activity.TraceId == parent.TraceId && activity.HasRemoteParent);
        }
    }

    [Fact]
    public async Task A_cancellation_reaches_the_grain()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        using var source = new CancellationTokenSource();
        var call = ConnectedCluster.Grains(client).GetGrain<IPatientGrain>("a").Wait("one", source.Token);
        await cluster.Journal.Has("one waits");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await cluster.Journal.Has("one cancelled");
    }

    [Fact]
    public async Task A_sequence_is_read_over_connections()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        var numbers = new List<int>();
        await foreach (var number in ConnectedCluster.Grains(client).GetGrain<ICountingGrain>("a").Count(1, 500, CancellationToken.None))
        {
            numbers.Add(number);
        }

        Assert.Equal(Enumerable.Range(1, 500), numbers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_observer_is_called_whether_the_grains_silo_has_its_client_or_another_has(bool hasGateway)
    {
        await using var cluster = new ConnectedCluster();
        var first = await cluster.StartSilo();
        var second = await cluster.StartSilo(hasGateway: hasGateway);
        var client = await (hasGateway ? cluster.StartClient(first, second) : cluster.StartClient(first));
        var speaker = await ConnectedCluster.On<ISpeakerGrain>(first, second, "speaker", grain => grain.Listeners());
        var listener = new Listener();
        var reference = ConnectedCluster.Grains(client).CreateObjectReference<IListener>(listener);
        var remote = ConnectedCluster.Grains(client).GetGrain<ISpeakerGrain>(speaker.GetPrimaryKeyString());
        await remote.Subscribe(reference).Soon();
        await remote.Say("hello").Soon();
        Assert.Equal("hello", await listener.Said.Task.Soon());
        Assert.Equal(42, await remote.Ask(41).Soon());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task A_call_to_a_client_that_has_gone_fails_at_once()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        var listener = new Listener();
        var speaker = ConnectedCluster.Grains(client).GetGrain<ISpeakerGrain>("speaker");
        await speaker.Subscribe(ConnectedCluster.Grains(client).CreateObjectReference<IListener>(listener)).Soon();
        await client.StopAsync().Soon();
        await cluster.Log.Tells("The connection with sys.client/");
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => ConnectedCluster.Grains(silo).GetGrain<ISpeakerGrain>("speaker").Ask(1).Soon());
    }

    private sealed class Listener : IListener
    {
        public TaskCompletionSource<string> Said { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Heard(string what) => Said.TrySetResult(what);

        public Task<int> Ask(int number) => Task.FromResult(number + 1);
    }
}
