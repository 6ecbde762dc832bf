using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The services of a client.</summary>
internal static class ClientServices
{
    /// <summary>Adds a client to services, once.</summary>
    /// <exception cref="OrleansConfigurationException">The services hold a silo.</exception>
    public static IClientBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(SiloBuilder)))
        {
            throw new OrleansConfigurationException("Do not call both UseOrleans and UseOrleansClient on one host: a silo is its own client.");
        }

        if (services.FirstOrDefault(service => service.ServiceType == typeof(ClientBuilder))?.ImplementationInstance is ClientBuilder present)
        {
            return present;
        }

        var builder = new ClientBuilder(services, configuration);
        services.AddSingleton(builder);
        services.AddSingleton<ClientMarker>();
        services.Configure<ClusterOptions>(configuration.GetSection("Orleans"));
        CoreServices.AddTo(services);
        services.TryAddSingleton(sp => sp.GetRequiredService<IOptions<ClientMessagingOptions>>().Value);
        services.TryAddSingleton(sp => new CallRegistry(
            sp.GetRequiredService<ClientMessagingOptions>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<CallRegistry>>()));
        ConnectionServices.AddTo(services, sp => sp.GetRequiredService<ClientMessagingOptions>());
        services.TryAddSingleton<ITransport>(ConnectionServices.TransportOfClient);
        services.TryAddSingleton<IMembershipStore, InProcessMembershipStore>();
        services.TryAddSingleton<IGatewayListProvider, MembershipGatewayListProvider>();
        services.TryAddSingleton<ClientMessageCenter>();
        services.TryAddSingleton<IMessageCenter>(sp => sp.GetRequiredService<ClientMessageCenter>());
        services.TryAddSingleton<ClusterClientLifecycle>();
        services.AddHostedService<ClusterClientHost>();
        return builder;
    }
}
