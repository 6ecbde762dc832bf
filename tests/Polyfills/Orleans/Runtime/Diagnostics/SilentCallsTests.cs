using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Diagnostics;

public interface IKeysGrain : IGrainWithIntegerKey
{
    Task<int> CountOfKeys();
}

public sealed class KeysGrain : Grain, IKeysGrain
{
    public Task<int> CountOfKeys() => Task.FromResult(RequestContext.Keys.Count());
}

/// <summary>
/// The propagation of activities while nobody listens to them. A listener hears what any test of the process does, and a test's bytes are counted with
/// everybody's: these tests are alone.
/// </summary>
[Collection(Alone)]
public sealed class SilentCallsTests
{
    internal const string Alone = "alone";

    [Fact]
    public async Task Where_nobody_listens_propagation_allocates_nothing_for_a_call()
    {
        using var bare = await Start(static _ => { });
        using var propagating = await Start(static silo => silo.AddActivityPropagation());

        Assert.InRange(await More(bare, propagating), -4, 4);

        using (Listen())
        {
            Assert.InRange(await More(bare, propagating), 500, double.MaxValue);
        }

        Assert.InRange(await More(bare, propagating), -4, 4);
        await bare.StopAsync();
        await propagating.StopAsync();
    }

    [Fact]
    public async Task A_trace_that_comes_along_where_nobody_listens_is_kept_from_the_grain()
    {
        using var silo = await Start(static silo => silo.AddActivityPropagation());
        using var parent = new Activity("test").Start();

        Assert.Equal(0, await Grain(silo).CountOfKeys().Soon());

        await silo.StopAsync();
    }

    /// <summary>How many bytes more a call allocates in the second silo than in the first: the fewest of some rounds each, since others can only add.</summary>
    private static async Task<double> More(IHost first, IHost second)
    {
        var (fewest, fewestThere) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 10; round++)
        {
            fewest = Math.Min(fewest, await BytesPerCall(Grain(first)).Soon());
            fewestThere = Math.Min(fewestThere, await BytesPerCall(Grain(second)).Soon());
        }

        return fewestThere - fewest;
    }

    private static async Task<double> BytesPerCall(IKeysGrain grain)
    {
        const int Calls = 1000;
        await grain.CountOfKeys();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var call = 0; call < Calls; call++)
        {
            await grain.CountOfKeys();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }

    private static IKeysGrain Grain(IHost silo) => silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IKeysGrain>(0);

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task<IHost> Start(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(configure);
        var host = builder.Build();
        await host.StartAsync().Soon();
        return host;
    }
}

/// <summary>Tests that run when no other does.</summary>
[CollectionDefinition(SilentCallsTests.Alone, DisableParallelization = true)]
public sealed class AloneCollection;
