using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests;

/// <summary>One silo with the grains, a client, and a data root, for all tests that need them.</summary>
public sealed class GrainCluster : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private InProcessTestCluster? _cluster;

    public string DataRoot => _folder.FullPath;

    public IGrainFactory Grains => Cluster.Client;

    public ComputePool Pool => Cluster.GetSiloServiceProvider().GetRequiredService<ComputePool>();

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    public async Task InitializeAsync() => _cluster = await Deploy(DataRoot);

    /// <summary>Starts a cluster on a data root, such as one where another cluster has worked before.</summary>
    public static async Task<InProcessTestCluster> Deploy(string dataRoot, short silos = 1, int workers = 2, Action<IServiceCollection>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddReAgentGrains(dataRoot, workers);
            configure?.Invoke(host.Services);
        });
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService().UseSiloMetadata(Traits(workers)));
        var cluster = builder.Build();
        await cluster.DeployAsync().Soon();
        return cluster;
    }

    /// <summary>Runs an experiment that is to complete.</summary>
    /// <returns>How it stands at its end.</returns>
    public async Task<ExperimentStatus> RunToEnd(ExperimentSpec spec)
    {
        var grain = Grains.GetGrain<IExperimentGrain>(spec.Name);
        var last = await grain.Start(spec, CancellationToken.None).Soon();
        using var patience = new CancellationTokenSource(Waiting.Patience);
        await foreach (var status in grain.Watch(last.Version, patience.Token))
        {
            last = status;
        }

        Assert.Equal((ExperimentState.Completed, null), (last.State, last.Failure));
        return last;
    }

    /// <summary>Metadata of a silo that takes work.</summary>
    public static Dictionary<string, string> Traits(int workers, string roles = "data,trainer", string devices = "") => new()
    {
        [SiloTraits.RolesKey] = roles,
        [SiloTraits.WorkersKey] = workers.ToString(CultureInfo.InvariantCulture),
        [SiloTraits.DevicesKey] = devices,
    };

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();
}
