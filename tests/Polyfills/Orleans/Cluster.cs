using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace ReAgent.Polyfills.Orleans.Tests;

/// <summary>A cluster for one test, with a clock that the test moves and a place where grains report.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private Cluster(InProcessTestCluster inner, ManualClock clock, Journal journal)
    {
        Inner = inner;
        Clock = clock;
        Journal = journal;
    }

    public InProcessTestCluster Inner { get; }

    public ManualClock Clock { get; }

    public Journal Journal { get; }

    /// <summary>The client of the first silo: what runs there outside grains.</summary>
    public IClusterClient Local => Inner.Silos[0].ServiceProvider.GetRequiredService<IClusterClient>();

    public IClusterClient Client => Inner.Client;

    public static async Task<Cluster> Start(short silos = 1, Action<ISiloBuilder>? configure = null, Action<InProcessTestClusterBuilder>? build = null)
    {
        var clock = new ManualClock();
        var journal = new Journal();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureHost(host =>
        {
            host.Services.AddSingleton<TimeProvider>(clock);
            host.Services.AddSingleton(journal);
        });
        builder.ConfigureSilo((_, silo) => configure?.Invoke(silo));
        build?.Invoke(builder);
        var cluster = builder.Build();
        await cluster.DeployAsync().Soon();
        return new(cluster, clock, journal);
    }

    public async ValueTask DisposeAsync() => await Inner.DisposeAsync();
}
