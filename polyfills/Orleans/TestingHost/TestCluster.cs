using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster of several silos and a client in this process, configured by classes.</summary>
public class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly Action<IConfigurationBuilder> configure;
    private readonly List<Func<object>> siloConfigurators;
    private readonly List<Func<IClientBuilderConfigurator>> clientConfigurators;
    private readonly InProcessCluster shared = new();
    private readonly List<SiloHandle> secondaries = [];
    private readonly TestClusterOptions options;
    private IHost? clientHost;
    private short started;

    internal TestCluster(
        TestClusterOptions options,
        Action<IConfigurationBuilder> configure,
        List<Func<object>> siloConfigurators,
        List<Func<IClientBuilderConfigurator>> clientConfigurators)
    {
        this.options = options;
        this.configure = configure;
        this.siloConfigurators = siloConfigurators;
        this.clientConfigurators = clientConfigurators;
    }

    /// <summary>Settings.</summary>
    public TestClusterOptions Options => options;

    /// <summary>The first silo.</summary>
    public SiloHandle? Primary { get; private set; }

    /// <summary>The other silos.</summary>
    public IReadOnlyList<SiloHandle> SecondarySilos
    {
        get
        {
            lock (secondaries)
            {
                return [.. secondaries];
            }
        }
    }

    /// <summary>All running silos.</summary>
    public IReadOnlyList<SiloHandle> Silos => Primary is null ? SecondarySilos : [Primary, .. SecondarySilos];

    /// <summary>The client.</summary>
    public IClusterClient Client => ServiceProvider.GetRequiredService<IClusterClient>();

    /// <summary>The client as a source of references.</summary>
    public IGrainFactory GrainFactory => Client;

    /// <summary>The client's services.</summary>
    /// <exception cref="InvalidOperationException">There is no client.</exception>
    public IServiceProvider ServiceProvider =>
        (clientHost ?? throw new InvalidOperationException("The cluster has no client: deploy it first.")).Services;

    /// <summary>Starts the silos and the client.</summary>
    public void Deploy() => DeployAsync().GetAwaiter().GetResult();

    /// <summary>Starts the silos and the client.</summary>
    public async Task DeployAsync()
    {
        Primary = await StartSiloAsync();
        for (var i = 1; i < options.InitialSilosCount; i++)
        {
            await StartAdditionalSiloAsync();
        }

        if (options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
        }
    }

    /// <summary>Connects a client.</summary>
    public async Task InitializeClientAsync()
    {
        var builder = new HostBuilder().ConfigureHostConfiguration(configure).UseOrleansClient((context, client) =>
        {
            client.Configure<ClusterOptions>(Name);
            clientConfigurators.ForEach(make => make().Configure(context.Configuration, client));
        });
        builder.ConfigureServices(services => shared.ShareWith(services));
        clientHost = builder.Build();
        await clientHost.StartAsync();
    }

    /// <summary>Starts another silo.</summary>
    public SiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort = false) =>
        StartAdditionalSiloAsync(startAdditionalSiloOnNewPort).GetAwaiter().GetResult();

    /// <summary>Starts another silo.</summary>
    public async Task<SiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort = false)
    {
        var handle = await StartSiloAsync();
        lock (secondaries)
        {
            secondaries.Add(handle);
        }

        return handle;
    }

    /// <summary>Starts more silos.</summary>
    public async Task<List<SiloHandle>> StartAdditionalSilosAsync(int silosToStart, bool startAdditionalSiloOnNewPort = false)
    {
        var handles = new List<SiloHandle>();
        for (var i = 0; i < silosToStart; i++)
        {
            handles.Add(await StartAdditionalSiloAsync(startAdditionalSiloOnNewPort));
        }

        return handles;
    }

    /// <summary>Stops a silo in good order.</summary>
    public Task StopSiloAsync(SiloHandle instance) => End(instance, gracefully: true);

    /// <summary>Stops a silo as if its process died.</summary>
    public Task KillSiloAsync(SiloHandle instance) => End(instance, gracefully: false);

    /// <summary>Stops a silo and starts another in its place.</summary>
    public async Task<SiloHandle> RestartSiloAsync(SiloHandle instance)
    {
        var wasPrimary = instance == Primary;
        await StopSiloAsync(instance);
        return wasPrimary ? Primary = await StartSiloAsync() : await StartAdditionalSiloAsync();
    }

    /// <summary>Stops the silos other than the first.</summary>
    public async Task StopSecondarySilosAsync()
    {
        foreach (var silo in SecondarySilos)
        {
            await StopSiloAsync(silo);
        }
    }

    /// <summary>Stops client and silos in good order.</summary>
    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    /// <summary>Stops client and silos in good order.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSecondarySilosAsync();
        if (Primary is not null)
        {
            await StopSiloAsync(Primary);
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
        ((InProcessSiloHandle)(Silos.FirstOrDefault(handle => silo is null || handle.SiloAddress == silo)
            ?? throw new ArgumentException($"The cluster has no silo {silo}.", nameof(silo)))).ServiceProvider;

    /// <summary>Waits until all silos know the last change of the membership.</summary>
    public async Task WaitForLivenessToStabilizeAsync(bool didKill = false)
    {
        var version = new MembershipVersion(shared.Membership.Current.Version);
        foreach (var silo in Silos)
        {
            await GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<IClusterMembershipService>().Refresh(version);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopClusterClientAsync();
        foreach (var silo in Silos)
        {
            await KillSiloAsync(silo);
        }

        GC.SuppressFinalize(this);
    }

    private void Name(ClusterOptions cluster)
    {
        cluster.ClusterId = options.ClusterId;
        cluster.ServiceId = options.ServiceId;
    }

    private async Task<SiloHandle> StartSiloAsync()
    {
        var number = started++;
        var gatewayPort = options.GatewayPerSilo || number == 0 ? shared.NextPort() : 0;
        var configurators = siloConfigurators.ConvertAll(make => make());
        IHostBuilder builder = new HostBuilder().ConfigureHostConfiguration(configure);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(shared.NextPort(), gatewayPort)
                .Configure<ClusterOptions>(Name)
                .Configure<SiloOptions>(named => named.SiloName = number == 0 ? "Primary" : $"Secondary_{number}");
            foreach (var configurator in configurators.OfType<ISiloConfigurator>())
            {
                configurator.Configure(silo);
            }
        });
        foreach (var configurator in configurators.OfType<IHostConfigurator>())
        {
            configurator.Configure(builder);
        }

        builder.ConfigureServices(services => shared.ShareWith(services));
        return await InProcessSiloHandle.Start(
            builder.Build(), number, new() { ClusterId = options.ClusterId, ServiceId = options.ServiceId });
    }

    private async Task End(SiloHandle instance, bool gracefully)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (instance == Primary)
        {
            Primary = null;
        }

        lock (secondaries)
        {
            secondaries.Remove(instance);
        }

        await instance.StopSiloAsync(gracefully);
    }
}
