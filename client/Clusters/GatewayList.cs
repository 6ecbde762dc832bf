using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ReAgent.Client.Clusters;

/// <summary>Addresses of gateways as people write them: <c>10.0.0.7:30000,silo-2.example:30000</c>.</summary>
internal static class GatewayList
{
    /// <summary>The port of gateways that were given none.</summary>
    public const int DefaultPort = 30000;

    /// <summary>Reads addresses; names of hosts are looked up.</summary>
    /// <exception cref="FormatException">A part is no address; the message says which and what is wanted.</exception>
    public static ImmutableArray<IPEndPoint> Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0
            ? [.. parts.SelectMany(Endpoints).Distinct()]
            : throw new FormatException("addresses of gateways are wanted: ip:port, separated by commas");
    }

    private static IEnumerable<IPEndPoint> Endpoints(string part)
    {
        if (IPAddress.TryParse(part, out var bare))
        {
            return [new IPEndPoint(bare, DefaultPort)];
        }

        var colon = part.LastIndexOf(':');
        var (host, digits) = colon < 0 ? (part, $"{DefaultPort}") : (part[..colon], part[(colon + 1)..]);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > IPEndPoint.MaxPort)
        {
            throw new FormatException($"'{part}' has no port from 1 to {IPEndPoint.MaxPort}; ip:port is wanted, for example 127.0.0.1:{DefaultPort}");
        }

        return Addresses(host.Trim('[', ']'), part).Select(address => new IPEndPoint(address, port));
    }

    private static IPAddress[] Addresses(string host, string part)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        if (host == "localhost")
        {
            return [IPAddress.Loopback];
        }

        try
        {
            return Dns.GetHostAddresses(host);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new FormatException($"'{part}': the host '{host}' cannot be found ({exception.Message})", exception);
        }
    }
}
