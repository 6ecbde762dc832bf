using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    /// <summary>Adds a silo to services, once.</summary>
    /// <exception cref="OrleansConfigurationException">The services hold a client.</exception>
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(ClientMarker)))
        {
            throw new OrleansConfigurationException("Do not call both UseOrleans and UseOrleansClient on one host: a silo is its own client.");
        }

        if (services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder))?.ImplementationInstance is SiloBuilder present)
        {
            return present;
        }

        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        var section = configuration.GetSection("Orleans");
        services.Configure<ClusterOptions>(section);
        services.Configure<EndpointOptions>(section.GetSection("Endpoints"));
        services.Configure<SiloOptions>(options => options.SiloName = section["Name"] ?? options.SiloName);
        CoreServices.AddTo(services);
        AddRuntime(services);
        AddPlacement(services);
        services.AddHostedService(sp => sp.GetRequiredService<Silo>());
        return builder;
    }

    private static void AddRuntime(IServiceCollection services)
    {
        services.TryAddSingleton<SiloIdentity>();
        services.TryAddSingleton<ILocalSiloDetails>(sp => sp.GetRequiredService<SiloIdentity>());
        services.TryAddSingleton(sp => sp.GetRequiredService<IOptions<SiloMessagingOptions>>().Value);
        services.TryAddSingleton(sp => sp.GetRequiredService<IOptions<GrainCollectionOptions>>().Value);
        services.TryAddSingleton(sp => new CallRegistry(
            sp.GetRequiredService<SiloMessagingOptions>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<CallRegistry>>()));
        ConnectionServices.AddTo(services, sp => sp.GetRequiredService<SiloMessagingOptions>());
        services.TryAddSingleton<ITransport>(ConnectionServices.TransportOfSilo);
        services.TryAddSingleton<ClientDirectory>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(sp => sp.GetRequiredService<ClientDirectory>());
        services.TryAddSingleton<IMembershipStore, InProcessMembershipStore>();
        services.TryAddSingleton<IGrainDirectory, InProcessGrainDirectory>();
        services.TryAddSingleton<SiloLease>();
        services.TryAddSingleton<IEndpointProbe, SocketProbe>();
        services.TryAddSingleton<IFatalErrorHandler, FatalErrorHandler>();
        services.TryAddSingleton<DirectoryPartition>();
        services.TryAddSingleton<ClusterMembership>();
        services.TryAddSingleton<IClusterMembershipService>(sp => sp.GetRequiredService<ClusterMembership>());
        services.TryAddSingleton<ISiloStatusOracle>(sp => sp.GetRequiredService<ClusterMembership>());
        services.TryAddSingleton<GrainLocator>();
        services.TryAddSingleton<ActivationDirectory>();
        services.TryAddSingleton<GrainConstructor>();
        services.TryAddSingleton<ActivationServices>();
        services.TryAddSingleton<Catalog>();
        services.TryAddSingleton<ActivationCollector>();
        services.TryAddSingleton<SystemTargets>();
        services.TryAddSingleton<SystemTargetServices>();
        services.TryAddSingleton<SiloControl>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(sp => sp.GetRequiredService<SiloControl>());
        services.TryAddSingleton<SiloMessageCenter>();
        services.TryAddSingleton<IMessageCenter>(sp => sp.GetRequiredService<SiloMessageCenter>());
        services.TryAddSingleton<SiloLifecycle>();
        services.TryAddSingleton<ISiloLifecycle>(sp => sp.GetRequiredService<SiloLifecycle>());
        services.TryAddSingleton<DeathWatch>();
        services.TryAddSingleton<Silo>();
        services.TryAddSingleton<ITimerRegistry, TimerRegistry>();
        services.TryAddSingleton<IGrainRuntime, GrainRuntime>();
        services.TryAddTransient<IGrainContext>(_ => ActivationContext.Current
            ?? throw new InvalidOperationException("There is a grain context only while a grain is constructed or runs."));
        services.TryAddSingleton<IGrainStorageSerializer, JsonGrainStorageSerializer>();
        services.TryAddSingleton<PersistentStateFactory>();
        services.TryAddSingleton<IPersistentStateFactory>(sp => sp.GetRequiredService<PersistentStateFactory>());
        services.TryAddSingleton<IAttributeToFactoryMapper<PersistentStateAttribute>>(sp => sp.GetRequiredService<PersistentStateFactory>());
    }

    private static void AddPlacement(IServiceCollection services)
    {
        services.TryAddSingleton<PlacementStrategy>(new ResourceOptimizedPlacement());
        services.TryAddSingleton<PlacementService>();
        services.TryAddSingleton<SiloLoads>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LoadMonitor>();
        services.AddPlacementDirector<RandomPlacement, RandomPlacementDirector>();
        services.AddPlacementDirector<PreferLocalPlacement, PreferLocalPlacementDirector>();
        services.AddPlacementDirector<StatelessWorkerPlacement, PreferLocalPlacementDirector>();
        services.AddPlacementDirector<HashBasedPlacement, HashBasedPlacementDirector>();
        services.AddPlacementDirector<ActivationCountBasedPlacement, ActivationCountPlacementDirector>();
        services.AddPlacementDirector<ResourceOptimizedPlacement, ResourceOptimizedPlacementDirector>();
    }
}

/// <summary>Says that services hold a client.</summary>
internal sealed class ClientMarker;
