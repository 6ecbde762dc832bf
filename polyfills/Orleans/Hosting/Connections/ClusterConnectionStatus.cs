namespace Orleans;

/// <summary>Called when a client is connected to no gateway any more.</summary>
public delegate void ConnectionToClusterLostHandler(object sender, EventArgs e);

/// <summary>Called when the number of gateways to which a client is connected has changed.</summary>
public delegate void GatewayCountChangedHandler(object sender, GatewayCountChangedEventArgs e);

/// <summary>How the number of connected gateways has changed.</summary>
public class GatewayCountChangedEventArgs(int currentNumberOfConnectedGateways, int previousNumberOfConnectedGateways) : EventArgs
{
    /// <summary>Gateways connected now.</summary>
    public int NumberOfConnectedGateways { get; } = currentNumberOfConnectedGateways;

    /// <summary>Gateways connected before.</summary>
    public int PreviousNumberOfConnectedGateways { get; } = previousNumberOfConnectedGateways;

    /// <summary>Whether there was none before and is one now.</summary>
    public bool ConnectionRecovered => NumberOfConnectedGateways > 0 && PreviousNumberOfConnectedGateways <= 0;
}

/// <summary>Hears of the connections of a client.</summary>
public interface IClusterConnectionStatusObserver
{
    /// <summary>No gateway is connected any more.</summary>
    void NotifyClusterConnectionLost();

    /// <summary>The number of connected gateways has changed.</summary>
    void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered);
}

/// <summary>Handlers as an observer.</summary>
internal sealed class ConnectionHandlers(
    IServiceProvider services, ConnectionToClusterLostHandler? lost, GatewayCountChangedHandler? changed) : IClusterConnectionStatusObserver
{
    private object Sender => services.GetService(typeof(IClusterClient)) ?? services;

    public void NotifyClusterConnectionLost() => lost?.Invoke(Sender, EventArgs.Empty);

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        changed?.Invoke(Sender, new(currentNumberOfGateways, previousNumberOfGateways));
}
