using System.Net;

namespace ReAgent.Client.Clusters.Local;

/// <summary>A silo of a cluster on this machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SiloPort">Its port for other silos.</param>
/// <param name="GatewayPort">Its port for clients.</param>
/// <param name="HttpPort">Its port for questions after its health.</param>
internal sealed record SiloPlan(string Name, int SiloPort, int GatewayPort, int HttpPort)
{
    /// <summary>Where it takes clients.</summary>
    public IPEndPoint Gateway => new(IPAddress.Loopback, GatewayPort);
}
