using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using ReAgent.Grains;

namespace ReAgent.Silo;

/// <summary>Builds the host process of the grains.</summary>
public static class SiloHost
{
    /// <summary>A silo of its own, on loopback: for a laptop, and for a client that hosts it in its process. Nothing has to be installed first.</summary>
    /// <remarks>
    /// Grain state is kept in memory: what an experiment has achieved is told by the manifests on disk, so a new process continues where the
    /// old one was.
    /// </remarks>
    public static IHost BuildStandalone(SiloOptions options, Action<ILoggingBuilder>? logging = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "ReAgent.Silo" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        logging?.Invoke(builder.Logging);
        builder.Services.AddReAgentGrains(options.DataRoot, options.Workers);
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "reagent", clusterId: "standalone");
            silo.Configure<Orleans.Configuration.SiloOptions>(named => named.SiloName = options.Name);
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
        });
        return builder.Build();
    }

    // Two experiments on one laptop are two processes; fixed ports would let only the first one start.
    private static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
