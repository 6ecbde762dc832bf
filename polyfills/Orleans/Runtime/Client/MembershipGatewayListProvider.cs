using Orleans.Messaging;

namespace Orleans.Runtime;

/// <summary>The gateways of a cluster in this process: its active silos that take clients.</summary>
internal sealed class MembershipGatewayListProvider(IMembershipStore membership) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => TimeSpan.FromMinutes(1);

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => Task.FromResult<IList<Uri>>(
    [
        .. membership.Current.Silos.Values
            .Where(entry => entry is { Status: SiloStatus.Active, GatewayAddress: not null })
            .Select(entry => GatewayUris.Of(entry.Address)),
    ]);

    /// <summary>Tells of every change.</summary>
    public IDisposable Subscribe(Action changed) => membership.Subscribe(_ => changed());
}
