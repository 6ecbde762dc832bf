using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>What moves messages: connections where a cluster may span processes, else a shared object.</summary>
internal static class ConnectionServices
{
    public static void AddTo(IServiceCollection services, Func<IServiceProvider, MessagingOptions> messaging) =>
        services.TryAddSingleton(sp => new FrameLimits(messaging(sp)));

    /// <summary>A silo uses connections unless its cluster has nothing but this silo's own memory to meet in.</summary>
    public static ITransport TransportOfSilo(IServiceProvider services)
    {
        var registered = services.GetRequiredService<SiloBuilder>().Services.Last(service => service.ServiceType == typeof(IMembershipStore));
        var isDevelopment = services.GetRequiredService<IOptions<DevelopmentClusterMembershipOptions>>().Value.PrimarySiloEndpoint is not null;
        return isDevelopment || registered.ImplementationType != typeof(InProcessMembershipStore)
            ? ActivatorUtilities.CreateInstance<ConnectionTransport>(services)
            : new InProcessTransport();
    }

    /// <summary>A client uses connections unless it knows no gateways but those of its process.</summary>
    public static ITransport TransportOfClient(IServiceProvider services) => services.GetRequiredService<IGatewayListProvider>() is MembershipGatewayListProvider
        ? new InProcessTransport()
        : ActivatorUtilities.CreateInstance<ConnectionTransport>(services);
}
