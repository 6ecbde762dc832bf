using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>General settings of silos.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Adds services.</summary>
    public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Sets options.</summary>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class => builder.ConfigureServices(services => services.Configure(configureOptions));

    /// <summary>Sets options.</summary>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<OptionsBuilder<TOptions>>? configureOptions = null)
        where TOptions : class => builder.ConfigureServices(services => configureOptions?.Invoke(services.AddOptions<TOptions>()));

    /// <summary>Sets options from configuration.</summary>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, IConfiguration configuration)
        where TOptions : class => builder.ConfigureServices(services => services.AddOptions<TOptions>().Bind(configuration));

    /// <summary>Sets up logging.</summary>
    public static ISiloBuilder ConfigureLogging(this ISiloBuilder builder, Action<ILoggingBuilder> configureLogging) =>
        builder.ConfigureServices(services => services.AddLogging(configureLogging));
}

/// <summary>Where silos are and how they find each other.</summary>
public static class CoreHostingExtensions
{
    /// <summary>A cluster on this machine: its membership lives in the primary silo, this one unless another is named, and ends with it.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev") => builder
            .Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Loopback;
                options.SiloPort = siloPort;
                options.GatewayPort = gatewayPort;
            })
            .Configure<ClusterOptions>(options =>
            {
                options.ServiceId = serviceId;
                options.ClusterId = clusterId;
            })
            .Configure<DevelopmentClusterMembershipOptions>(options =>
                options.PrimarySiloEndpoint = primarySiloEndpoint ?? new IPEndPoint(IPAddress.Loopback, siloPort))
            .ConfigureServices(ClusterServices.UseTable<DevelopmentMembershipTable>);

    /// <summary>Propagates traces with calls and records calls as activities.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder) =>
        builder.ConfigureServices(Diagnostics.ActivityPropagation.AddTo);

    /// <summary>Propagates traces with calls and records calls as activities.</summary>
    public static IClientBuilder AddActivityPropagation(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Diagnostics.ActivityPropagation.AddTo(builder.Services);
        return builder;
    }
}

/// <summary>Where silos listen.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Listens at an address of this machine, found by its name.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false) =>
        builder.ConfigureEndpoints(Dns.GetHostName(), siloPort, gatewayPort, addressFamily, listenOnAnyHostAddress);

    /// <summary>Listens at the address of a name.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        string hostname,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false) =>
        builder.ConfigureEndpoints(Resolve(hostname, addressFamily), siloPort, gatewayPort, listenOnAnyHostAddress);

    /// <summary>Listens at an address.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false) =>
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = advertisedIP;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
            if (listenOnAnyHostAddress)
            {
                var any = advertisedIP.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
                options.SiloListeningEndpoint = new(any, siloPort);
                options.GatewayListeningEndpoint = gatewayPort == 0 ? null : new(any, gatewayPort);
            }
        });

    private static IPAddress Resolve(string hostname, AddressFamily family) =>
        IPAddress.TryParse(hostname, out var literal)
            ? literal
            : Array.Find(Dns.GetHostAddresses(hostname), address => address.AddressFamily == family)
                ?? throw new ArgumentException($"Host '{hostname}' has no address of family {family}.", nameof(hostname));
}
