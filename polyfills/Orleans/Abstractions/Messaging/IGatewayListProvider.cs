namespace Orleans.Messaging;

/// <summary>Tells clients where they can connect.</summary>
public interface IGatewayListProvider
{
    /// <summary>How old the list may become before it is asked for again.</summary>
    TimeSpan MaxStaleness { get; }

    /// <summary>Whether the list can change.</summary>
    bool IsUpdatable { get; }

    /// <summary>Gets ready.</summary>
    Task InitializeGatewayListProvider();

    /// <summary>The gateways: <c>gwy.tcp://address:port/generation</c>.</summary>
    Task<IList<Uri>> GetGateways();
}
