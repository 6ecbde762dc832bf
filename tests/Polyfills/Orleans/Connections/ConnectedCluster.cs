using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

/// <summary>Silos and clients in hosts of their own, over sockets of this machine.</summary>
internal sealed class ConnectedCluster : IAsyncDisposable
{
    private readonly ConcurrentBag<IHost> hosts = [];
    private IPEndPoint? primary;

    public Journal Journal { get; } = new();

    public LogRecorder Log { get; } = new();

    /// <summary>Settings of every silo.</summary>
    public Action<ISiloBuilder>? OnSilo { get; init; }

    /// <summary>Settings of every client.</summary>
    public Action<IClientBuilder>? OnClient { get; init; }

    public async Task<IHost> StartSilo(Action<ISiloBuilder>? configure = null, bool hasGateway = true, (int Silo, int Gateway)? ports = null)
    {
        var (siloPort, gatewayPort) = ports ?? FreePorts();
        var builder = NewHost();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, hasGateway ? gatewayPort : 0, primary)
                .Configure<ConnectionOptions>(options => options.ConnectionRetryDelay = TimeSpan.FromMilliseconds(100));
            OnSilo?.Invoke(silo);
            configure?.Invoke(silo);
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler>(new NoFatalErrors()));
        var host = await Start(builder);
        primary ??= Address(host).Endpoint;
        return host;
    }

    public async Task<IHost> StartClient(Action<IClientBuilder>? configure = null, params IPEndPoint[] gateways)
    {
        var builder = NewHost();
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering(gateways)
                .Configure<ConnectionOptions>(options => options.ConnectionRetryDelay = TimeSpan.FromMilliseconds(100))
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("dev", "dev"));
            OnClient?.Invoke(client);
            configure?.Invoke(client);
        });
        return await Start(builder);
    }

    /// <summary>Has the next silo begin a cluster of its own.</summary>
    public void ForgetPrimary() => primary = null;

    public Task<IHost> StartClient(params IHost[] silos) => StartClient(null, [.. silos.Select(Gateway)]);

    public static SiloAddress Address(IHost silo) => silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public static IPEndPoint Gateway(IHost silo) => silo.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress!.Endpoint;

    public static IGrainFactory Grains(IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Ends a silo as the death of its process would.</summary>
    public static void Kill(IHost silo) => silo.Services.GetRequiredService<global::Orleans.Runtime.Silo>().Vanish();

    /// <summary>A grain that is active in a given silo.</summary>
    public static async Task<T> On<T>(IHost caller, IHost silo, string key, Func<T, Task> touch)
        where T : IGrainWithStringKey
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, Address(silo));
        var grain = Grains(caller).GetGrain<T>(key);
        await touch(grain).Soon();
        RequestContext.Clear();
        return grain;
    }

    public static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            if (host.Services.GetService<global::Orleans.Runtime.Silo>() is { } silo)
            {
                silo.Vanish();
            }
            else
            {
                await host.StopAsync().Soon();
            }

            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private HostApplicationBuilder NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log);
        builder.Services.AddSingleton(Journal);
        return builder;
    }

    private async Task<IHost> Start(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync().Soon();
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        hosts.Add(host);
        return host;
    }

    private sealed class NoFatalErrors : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
        {
        }
    }
}
