using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace ReAgent.Bench.Telemetry;

/// <summary>Calls of a grain in the same process, in a silo with <c>AddActivityPropagation</c> and in one without.</summary>
internal sealed class GrainCalls : IAsyncDisposable
{
    private const int Size = 1000;

    private readonly IHost _bare;
    private readonly IHost _told;

    private GrainCalls(IHost bare, IHost told) => (_bare, _told) = (bare, told);

    /// <summary>Starts both silos.</summary>
    public static async Task<GrainCalls> Start() => new(await Silo(_ => { }), await Silo(silo => silo.AddActivityPropagation()));

    /// <summary>A call; heard, it is two spans.</summary>
    public Operation Operation()
    {
        var (bare, told) = (Grain(_bare), Grain(_told));
        return new("grain call in one process", Size, Repeats: 10, () => Calls(bare), () => Calls(told));
    }

    public async ValueTask DisposeAsync()
    {
        await _bare.StopAsync();
        await _told.StopAsync();
        _bare.Dispose();
        _told.Dispose();
    }

    private static IEmptyGrain Grain(IHost host) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IEmptyGrain>(0);

    // On a thread of the pool, where the caller of a grain is at home.
    private static void Calls(IEmptyGrain grain) => Task.Run(async () =>
    {
        for (var call = 0; call < Size; call++)
        {
            await grain.Touch();
        }
    }).GetAwaiter().GetResult();

    private static async Task<IHost> Silo(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            configure(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
