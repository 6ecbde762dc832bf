using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Membership;

/// <summary>Silos that share a table, each in a host of its own; their messages pass within the process.</summary>
internal sealed class TableCluster(Action<ISiloBuilder> useTable) : IAsyncDisposable
{
    private readonly InProcessTransport transport = new();
    private readonly ConcurrentBag<IHost> hosts = [];
    private int lastPort = 20000;

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether every endpoint says that nobody listens: silos are reached within the process, so they serve all the same.</summary>
    public bool IsRefusing { get; init; }

    /// <summary>Called in the very moment in which a silo gives up: whoever awaits <see cref="DeathOf"/> may come later.</summary>
    public Action? AtDeath { get; set; }

    public ConcurrentDictionary<SiloAddress, TaskCompletionSource<string>> Deaths { get; } = new();

    public async Task<IHost> Start(Action<ISiloBuilder>? configure = null, int? port = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port ?? Interlocked.Increment(ref lastPort), gatewayPort: 0)
                .Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = Lease / options.NumMissedProbesLimit);
            useTable(silo);
            configure?.Invoke(silo);
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<ITransport>(transport));
        builder.Services.Replace(ServiceDescriptor.Singleton<IEndpointProbe>(new Probe(IsRefusing)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler>(new Recorder(this)));
        var host = builder.Build();
        hosts.Add(host);
        await host.StartAsync().Soon();
        return host;
    }

    public Task<string> DeathOf(IHost host) => Deaths.GetOrAdd(Address(host), static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public static SiloAddress Address(IHost host) => host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>Waits until a silo sees another in a state.</summary>
    public static async Task Sees(IHost viewer, SiloAddress silo, SiloStatus status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var snapshot in viewer.Services.GetRequiredService<IClusterMembershipService>().MembershipUpdates.WithCancellation(limit.Token))
        {
            if (snapshot.GetSiloStatus(silo) == status)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            host.Services.GetRequiredService<global::Orleans.Runtime.Silo>().Vanish();
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private sealed class Probe(bool isRefused) : IEndpointProbe
    {
        public Task<bool> IsRefused(IPEndPoint endpoint, CancellationToken cancellationToken) => Task.FromResult(isRefused);
    }

    private sealed class Recorder(TableCluster cluster) : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
        {
            cluster.AtDeath?.Invoke();
            cluster.Deaths.GetOrAdd((SiloAddress)sender!, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(context!);
        }
    }
}
