using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Clusters whose membership is a table of a database. The table is made beforehand: see the exception that names the scripts.</summary>
public static class AdoNetHostingExtensions
{
    /// <summary>Joins the cluster whose membership is in a database.</summary>
    public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions) =>
        builder.UseAdoNetClustering(options => options.Configure(configureOptions));

    /// <summary>Joins the cluster whose membership is in a database.</summary>
    public static ISiloBuilder UseAdoNetClustering(
        this ISiloBuilder builder, Action<OptionsBuilder<AdoNetClusteringSiloOptions>> configureOptions) =>
        builder.ConfigureServices(services =>
        {
            configureOptions?.Invoke(services.AddOptions<AdoNetClusteringSiloOptions>());
            ClusterServices.UseTable<AdoNetMembershipTable>(services);
        });

    /// <summary>Connects to the cluster whose membership is in a database.</summary>
    public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions) =>
        builder.UseAdoNetClustering(options => options.Configure(configureOptions));

    /// <summary>Connects to the cluster whose membership is in a database.</summary>
    public static IClientBuilder UseAdoNetClustering(
        this IClientBuilder builder, Action<OptionsBuilder<AdoNetClusteringClientOptions>> configureOptions) =>
        builder.ConfigureServices(services =>
        {
            configureOptions?.Invoke(services.AddOptions<AdoNetClusteringClientOptions>());
            services.Replace(ServiceDescriptor.Singleton<IGatewayListProvider, AdoNetGatewayListProvider>());
        });
}
