using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using ReAgent.Silo.Security;
using ReAgent.Silo.Settings;

namespace ReAgent.Silo.Tests;

/// <summary>A silo as its process hosts it, in this process, and clients that connect to it over real connections.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SiloSettings _settings;

    private RunningSilo(IHost host, SiloSettings settings, LogCollector log)
    {
        _host = host;
        _settings = settings;
        Log = log;
    }

    public LogCollector Log { get; }

    public int SiloPort => _settings.SiloPort;

    public int GatewayPort => _settings.GatewayPort;

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningSilo> Start(params string[] arguments)
    {
        var ports = Ports.Free(2);
        string[] all = ["--silo-port", $"{ports[0]}", "--gateway-port", $"{ports[1]}", "--http-port", "0", "--silo-name", "tested", .. arguments];
        var settings = SettingsReader.Read(all, new Dictionary<string, string>());
        Directory.CreateDirectory(settings.DataRoot);
        var log = new LogCollector();
        var host = SiloHost.Build(settings, builder => builder.Logging.ClearProviders().AddProvider(log));
        await host.StartAsync();
        return new RunningSilo(host, settings, log);
    }

    public async Task<RunningClient> Connect(string? token = null, TlsFiles? tls = null)
    {
        var client = ClientOf(GatewayPort, token, tls, _settings.ClusterId);
        try
        {
            await client.Start();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client, not yet started, of whoever is at a port.</summary>
    public static RunningClient ClientOf(int gatewayPort, string? token, TlsFiles? tls, string clusterId = "reagent")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var certificates = tls is null ? null : new PeerCertificates(tls, TimeProvider.System, new LogRecorder<PeerCertificates>());
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gatewayPort));
            client.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = ("reagent", clusterId));
            certificates?.Secure(client);
            if (token is not null)
            {
                CallerTokenSender.Use(client, token);
            }
        });
        return new RunningClient(builder.Build(), certificates);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <summary>A client of a <see cref="RunningSilo"/>.</summary>
internal sealed class RunningClient(IHost host, PeerCertificates? certificates) : IAsyncDisposable
{
    public IClusterClient Cluster => host.Services.GetRequiredService<IClusterClient>();

    public Task Start() => host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        certificates?.Dispose();
    }
}
