using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;
using ReAgent.Contracts.Scheduling;
using ReAgent.Grains;

namespace ReAgent.Silo;

/// <summary>Builds the host process of the grains.</summary>
public static partial class SiloHost
{
    private const string Service = "reagent";

    /// <summary>A silo of its own, on loopback: for a client that hosts it in its process. Nothing has to be installed first, and nobody else can call it.</summary>
    /// <remarks>
    /// Grain state is kept in memory: what an experiment has achieved is told by the manifests on disk, so a new process continues where the
    /// old one was.
    /// </remarks>
    public static IHost BuildStandalone(SiloOptions options, Action<ILoggingBuilder>? logging = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "ReAgent.Silo" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        logging?.Invoke(builder.Logging);
        builder.Services.AddReAgentGrains(options.DataRoot, options.Workers, options.Devices);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: Service, clusterId: "standalone");
            silo.Configure<Orleans.Configuration.SiloOptions>(named => named.SiloName = options.Name);
            silo.UseSiloMetadata(Traits(options.Name, options.Workers, options.Roles, options.Devices));
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
        });
        return builder.Build();
    }

    private static Dictionary<string, string> Traits(string name, int workers, ImmutableArray<string> roles, ImmutableArray<string> devices) => new()
    {
        [SiloTraits.NameKey] = name,
        [SiloTraits.WorkersKey] = workers.ToString(CultureInfo.InvariantCulture),
        [SiloTraits.RolesKey] = string.Join(',', roles),
        [SiloTraits.DevicesKey] = string.Join(',', devices),
    };

    // Two experiments on one laptop are two processes; a fixed port would let only the first one start.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
