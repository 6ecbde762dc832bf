using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster, in this process.</summary>
public sealed class InProcessSiloHandle : SiloHandle
{
    private bool isActive = true;

    /// <summary>The silo's host.</summary>
    public required IHost SiloHost { get; init; }

    /// <summary>The silo's services.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <inheritdoc/>
    public override bool IsActive => isActive;

    /// <inheritdoc/>
    public override async Task StopSiloAsync(bool stopGracefully)
    {
        if (!isActive)
        {
            return;
        }

        isActive = false;
        if (stopGracefully)
        {
            await SiloHost.StopAsync();
        }
        else
        {
            await SiloHost.Services.GetRequiredService<Silo>().StopAsync(new(canceled: true));
        }

        if (SiloHost is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
        else
        {
            SiloHost.Dispose();
        }
    }

    internal static async Task<InProcessSiloHandle> Start(IHost host, short number, ClusterOptions cluster)
    {
        await host.StartAsync();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new()
        {
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
            Name = details.Name,
            InstanceNumber = number,
            ClusterOptions = cluster,
        };
    }
}
