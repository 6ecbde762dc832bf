using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster of several silos and a client in this process.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable, IDisposable
{
    private readonly InProcessTestClusterOptions options;
    private readonly InProcessCluster shared = new();
    private readonly List<InProcessSiloHandle> silos = [];
    private readonly Lock gate = new();
    private IHost? clientHost;
    private short started;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => this.options = options;

    /// <summary>Settings.</summary>
    public InProcessTestClusterOptions Options => options;

    /// <summary>The running silos.</summary>
    public List<InProcessSiloHandle> Silos
    {
        get
        {
            lock (gate)
            {
                return [.. silos];
            }
        }
    }

    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public IClusterClient Client =>
        (clientHost ?? throw new InvalidOperationException("The cluster has no client: deploy it first.")).Services.GetRequiredService<IClusterClient>();

    /// <summary>The client's services.</summary>
    public IServiceProvider ServiceProvider => Client.ServiceProvider;

    /// <summary>Starts the silos and the client.</summary>
    public async Task DeployAsync()
    {
        await StartSilosAsync(options.InitialSilosCount);
        if (options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
        }
    }

    /// <summary>Connects a client.</summary>
    public async Task InitializeClientAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleansClient(client => client.Configure<ClusterOptions>(Name));
        options.ClientHostConfigurationDelegates.ForEach(configure => configure(builder));
        shared.ShareWith(builder.Services);
        clientHost = builder.Build();
        await clientHost.StartAsync();
    }

    /// <summary>Starts another silo.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        var number = started++;
        var silo = new InProcessTestSiloSpecificOptions
        {
            SiloName = $"Silo_{number}",
            SiloPort = shared.NextPort(),
            GatewayPort = options.GatewayPerSilo ? shared.NextPort() : 0,
        };
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(orleans => orleans
            .UseLocalhostClustering(silo.SiloPort, silo.GatewayPort)
            .Configure<ClusterOptions>(Name)
            .Configure<SiloOptions>(named => named.SiloName = silo.SiloName));
        options.SiloHostConfigurationDelegates.ForEach(configure => configure(silo, builder));
        shared.ShareWith(builder.Services);
        var handle = await InProcessSiloHandle.Start(
            builder.Build(), number, new() { ClusterId = options.ClusterId, ServiceId = options.ServiceId });
        lock (gate)
        {
            silos.Add(handle);
        }

        return handle;
    }

    /// <summary>Starts more silos.</summary>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var handles = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++)
        {
            handles.Add(await StartAdditionalSiloAsync());
        }

        return handles;
    }

    /// <summary>Stops a silo in good order.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => End(instance, gracefully: true);

    /// <summary>Stops a silo as if its process died.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => End(instance, gracefully: false);

    /// <summary>Stops a silo and starts another in its place.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    /// <summary>Stops client and silos in good order.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }
    }

    /// <summary>Stops the client.</summary>
    public async Task StopClusterClientAsync()
    {
        if (clientHost is { } host)
        {
            clientHost = null;
            await host.StopAsync();
            host.Dispose();
        }
    }

    /// <summary>The services of a silo; of the first when none is named.</summary>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (Silos.Find(handle => silo is null || handle.SiloAddress == silo)
            ?? throw new ArgumentException($"The cluster has no silo {silo}.", nameof(silo))).ServiceProvider;

    /// <summary>Waits until all silos know the last change of the membership.</summary>
    public async Task WaitForLivenessToStabilizeAsync(bool didKill = false)
    {
        var version = new MembershipVersion(shared.Membership.Current.Version);
        foreach (var silo in Silos)
        {
            await silo.ServiceProvider.GetRequiredService<IClusterMembershipService>().Refresh(version);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopClusterClientAsync();
        foreach (var silo in Silos)
        {
            await KillSiloAsync(silo);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Name(ClusterOptions cluster)
    {
        cluster.ClusterId = options.ClusterId;
        cluster.ServiceId = options.ServiceId;
    }

    private async Task End(InProcessSiloHandle instance, bool gracefully)
    {
        ArgumentNullException.ThrowIfNull(instance);
        lock (gate)
        {
            silos.Remove(instance);
        }

        await instance.StopSiloAsync(gracefully);
    }
}
