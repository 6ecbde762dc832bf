using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ReAgent.Client.Clusters.Local;

/// <summary>What a cluster on this machine is made of.</summary>
/// <param name="ClusterId">Its id.</param>
/// <param name="Silos">Its silos.</param>
/// <param name="Workers">How many pieces of work each runs at once.</param>
/// <param name="DatabaseKind">Kind of the database, as silos name it.</param>
/// <param name="Database">Connection string of the database.</param>
/// <param name="Options">Further options of the silos' command lines.</param>
internal sealed record ClusterPlan(string ClusterId, ImmutableArray<SiloPlan> Silos, int Workers, string DatabaseKind, string Database, ImmutableArray<string> Options)
{
    private const int SiloPort = 11111;
    private const int HttpPort = 8080;
    private const int PortsPerSilo = 3;

    /// <summary>Silos with ports that are free.</summary>
    /// <param name="count">How many.</param>
    /// <param name="basePort">First of the ports, three for each silo; null for the usual ones, or any that are free when those are taken.</param>
    /// <exception cref="InvalidOperationException">A port that was asked for is taken.</exception>
    public static ImmutableArray<SiloPlan> Plan(int count, int? basePort)
    {
        var given = new HashSet<int>();
        var silos = ImmutableArray.CreateBuilder<SiloPlan>(count);
        for (var index = 0; index < count; index++)
        {
            var name = $"silo-{index + 1}";
            silos.Add(basePort is { } first
                ? new SiloPlan(name, Wanted(first + (PortsPerSilo * index)), Wanted(first + (PortsPerSilo * index) + 1), Wanted(first + (PortsPerSilo * index) + 2))
                : new SiloPlan(name, Free(SiloPort + index, given), Free(GatewayList.DefaultPort + index, given), Free(HttpPort + index, given)));
        }

        return silos.MoveToImmutable();
    }

    private static int Wanted(int port) => IsFree(port)
        ? port
        : throw new InvalidOperationException($"Port {port} is taken by another process. Choose another --base-port, or leave it out to have free ones found.");

    private static int Free(int usual, HashSet<int> given)
    {
        var port = IsFree(usual) && given.Add(usual) ? usual : 0;
        while (port == 0)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var any = ((IPEndPoint)listener.LocalEndpoint).Port;
            port = given.Add(any) ? any : 0;
        }

        return port;
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
