using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using ReAgent.Polyfills.Orleans.Tests.TestingHost;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

public class LostConnectionsTests
{
    [Fact]
    public async Task Calls_under_way_on_a_silo_that_dies_fail_at_once()
    {
        await using var cluster = new ConnectedCluster();
        var first = await cluster.StartSilo();
        var second = await cluster.StartSilo();
        var client = await cluster.StartClient(first);
        await ConnectedCluster.On<IMortalGrain>(first, second, "far", grain => grain.Where());
        var fromSilo = ConnectedCluster.Grains(first).GetGrain<IMortalGrain>("far").Wait("one");
        await cluster.Journal.Has("one waits");
        await ConnectedCluster.On<IMortalGrain>(first, second, "other", grain => grain.Where());
        var fromClient = ConnectedCluster.Grains(client).GetGrain<IMortalGrain>("other").Wait("two");
        await cluster.Journal.Has("two waits");
        ConnectedCluster.Kill(second);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => fromSilo.Soon());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => fromClient.Soon());
    }

    [Fact]
    public async Task A_client_goes_on_over_another_gateway_and_comes_back_to_the_first()
    {
        var counts = new Journal();
        await using var cluster = new ConnectedCluster();
        var first = await cluster.StartSilo();
        var ports = ConnectedCluster.FreePorts();
        var second = await cluster.StartSilo(ports: ports);
        var client = await cluster.StartClient(
            builder => builder.AddGatewayCountChangedHandler((_, change) => counts.Write($"{change.NumberOfConnectedGateways}")),
            ConnectedCluster.Gateway(first),
            ConnectedCluster.Gateway(second));
        await counts.Has("2");
        await second.StopAsync().Soon();
        await counts.Has("1", 2);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(ConnectedCluster.Address(first), await ConnectedCluster.Grains(client).GetGrain<IMortalGrain>($"{i}").Where().Soon());
        }

        await cluster.StartSilo(ports: (ConnectedCluster.FreePorts().Silo, ports.Gateway));
        await counts.Has("2", 2);
    }

    [Fact]
    public async Task A_client_that_has_lost_the_cluster_is_told_and_fails_calls_until_it_is_back()
    {
        var events = new Journal();
        await using var cluster = new ConnectedCluster();
        var ports = ConnectedCluster.FreePorts();
        var silo = await cluster.StartSilo(ports: ports);
        var client = await cluster.StartClient(
            builder => builder
                .AddClusterConnectionLostHandler((_, _) => events.Write("lost"))
                .AddGatewayCountChangedHandler((_, change) => events.Write(change.ConnectionRecovered ? "recovered" : "changed")),
            ConnectedCluster.Gateway(silo));
        await events.Has("recovered");
        var grain = ConnectedCluster.Grains(client).GetGrain<IMortalGrain>("a");
        await grain.Where().Soon();
        await silo.StopAsync().Soon();
        await events.Has("lost");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Where().Soon());
        cluster.ForgetPrimary();
        var again = await cluster.StartSilo(ports: (ConnectedCluster.FreePorts().Silo, ports.Gateway));
        await events.Has("recovered", 2);
        Assert.Equal(ConnectedCluster.Address(again), await grain.Where().Soon());
    }

    [Fact]
    public async Task A_silo_of_another_generation_is_not_taken_for_the_one_that_was_there()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var other = await cluster.StartSilo();
        var address = ConnectedCluster.Address(other);
        var before = SiloAddress.New(address.Endpoint, address.Generation - 1);
        var control = (ISiloControl)(object)silo.Services.GetRequiredService<GrainReferenceRuntime>()
            .New(SystemTargets.IdOf(SiloControl.Name, before), typeof(ISiloControl));
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => control.GetLoad().Soon());
        Assert.Contains("not here any more", failure.Message, StringComparison.Ordinal);
        Assert.Equal(address, await silo.Services.GetRequiredService<ITransport>().Identify(before, CancellationToken.None).Soon());
    }

    [Fact]
    public async Task An_address_without_generation_means_whoever_is_there()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var other = await cluster.StartSilo();
        var anyone = SiloAddress.New(ConnectedCluster.Address(other).Endpoint, 0);
        var control = (ISiloControl)(object)silo.Services.GetRequiredService<GrainReferenceRuntime>()
            .New(SystemTargets.IdOf(SiloControl.Name, anyone), typeof(ISiloControl));
        Assert.NotNull(await control.GetLoad().Soon());
        Assert.Equal(ConnectedCluster.Address(other), await silo.Services.GetRequiredService<ITransport>().Identify(anyone, CancellationToken.None).Soon());
    }

    [Fact]
    public async Task A_silo_that_is_not_there_fails_calls_at_once_and_says_where()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var nobody = SiloAddress.New(new(System.Net.IPAddress.Loopback, ConnectedCluster.FreePorts().Silo), 1);
        var control = (ISiloControl)(object)silo.Services.GetRequiredService<GrainReferenceRuntime>()
            .New(SystemTargets.IdOf(SiloControl.Name, nobody), typeof(ISiloControl));
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => control.GetLoad().Soon());
        Assert.Contains(nobody.Endpoint.ToString(), failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConnectionFailedException>(
            () => silo.Services.GetRequiredService<ITransport>().Identify(nobody, CancellationToken.None).Soon());
    }

    [Fact]
    public async Task A_client_of_another_cluster_is_refused_with_the_reason()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.StartClient(
            client => client.Configure<ClusterOptions>(options => options.ClusterId = "another"), ConnectedCluster.Gateway(silo)));
        Assert.Contains("cluster 'another'", failure.Message, StringComparison.Ordinal);
        await cluster.Log.Tells("Warning", "Refused a connection", "cluster 'another'");
    }

    [Fact]
    public async Task A_client_at_the_port_for_silos_is_refused_with_the_reason()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.StartClient(null, ConnectedCluster.Address(silo).Endpoint));
        Assert.Contains("is for silos", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_fails_the_start()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var failure = await Assert.ThrowsAsync<ConnectionFailedException>(() => cluster.StartSilo(
            ports: (ConnectedCluster.Address(silo).Endpoint.Port, ConnectedCluster.FreePorts().Gateway)));
        Assert.Contains(ConnectedCluster.Address(silo).Endpoint.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_given_before_a_stop_arrive()
    {
        await using var cluster = new ConnectedCluster();
        var silo = await cluster.StartSilo();
        var client = await cluster.StartClient(silo);
        var call = ConnectedCluster.Grains(client).GetGrain<IMortalGrain>("a").Wait("gate");
        await cluster.Journal.Has("gate waits");
        var stopping = silo.StopAsync();
        cluster.Journal.Open("gate");
        await call.Soon();
        await stopping.Soon();
    }
}
