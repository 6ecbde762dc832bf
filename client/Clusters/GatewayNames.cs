using System.Collections.Immutable;
using System.Net;
using Orleans.Messaging;

namespace ReAgent.Client.Clusters;

/// <summary>
/// The gateways behind names of hosts, looked up again from time to time: a name may stand for whichever silos there are, as that of a Kubernetes
/// service does, and after an update of the cluster these are others at other addresses.
/// </summary>
/// <param name="lookUp">The addresses now; a <see cref="FormatException"/> when a name stands for nothing.</param>
internal sealed class GatewayNames(Func<ImmutableArray<IPEndPoint>> lookUp) : IGatewayListProvider
{
    private volatile IPEndPoint[] _last = [];

    /// <inheritdoc/>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGateways()
    {
        try
        {
            _last = [.. await Task.Run(lookUp)];
        }
        catch (FormatException) when (_last.Length > 0)
        {
            // While no silo is ready the name stands for nothing. What it last stood for may still be there, and will be looked up again.
        }

        return [.. _last.Select(gateway => new Uri($"gwy.tcp://{gateway}/0"))];
    }
}
