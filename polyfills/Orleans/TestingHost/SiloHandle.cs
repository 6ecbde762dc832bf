using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    /// <summary>The cluster.</summary>
    public ClusterOptions ClusterOptions { get; init; } = new();

    /// <summary>Which silo, from 0.</summary>
    public short InstanceNumber { get; init; }

    /// <summary>Name of the silo.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its address.</summary>
    public required SiloAddress SiloAddress { get; init; }

    /// <summary>Its address for clients.</summary>
    public SiloAddress? GatewayAddress { get; init; }

    /// <summary>Whether it runs.</summary>
    public abstract bool IsActive { get; }

    /// <summary>Stops it, in good order or at once.</summary>
    public abstract Task StopSiloAsync(bool stopGracefully);

    /// <summary>Stops it at once.</summary>
    public void Dispose()
    {
        StopSiloAsync(stopGracefully: false).GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops it at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopSiloAsync(stopGracefully: false);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() => SiloAddress.ToString();
}
