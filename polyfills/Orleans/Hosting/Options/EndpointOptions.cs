using System.Net;

namespace Orleans.Configuration;

/// <summary>Where a silo listens.</summary>
public class EndpointOptions
{
    /// <summary>Default of <see cref="SiloPort"/>.</summary>
    public const int DEFAULT_SILO_PORT = 11111;

    /// <summary>Default of <see cref="GatewayPort"/>.</summary>
    public const int DEFAULT_GATEWAY_PORT = 30000;

    /// <summary>Address that others are told.</summary>
    public IPAddress? AdvertisedIPAddress { get; set; }

    /// <summary>Port for silos; 11111.</summary>
    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    /// <summary>Port for clients; 30000; 0 for none.</summary>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>Where to listen for silos, when not at the advertised address.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>Where to listen for clients, when not at the advertised address.</summary>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }
}
