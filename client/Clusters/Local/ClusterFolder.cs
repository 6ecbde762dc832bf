using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace ReAgent.Client.Clusters.Local;

/// <summary>The folder <c>.cluster</c> in a data root: what a cluster on this machine keeps beside its data.</summary>
internal sealed class ClusterFolder(string dataRoot)
{
    private const string IdKey = "cluster-id ";

    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(500);

    /// <summary>The data root, absolute.</summary>
    public string DataRoot { get; } = System.IO.Path.GetFullPath(dataRoot);

    /// <summary>The folder.</summary>
    public string Path => System.IO.Path.Combine(DataRoot, ".cluster");

    /// <summary>The database of a cluster that was given none.</summary>
    public string Database => System.IO.Path.Combine(Path, "cluster.db");

    /// <summary>Addresses of the gateways of the cluster that runs.</summary>
    public string Gateways => System.IO.Path.Combine(Path, "gateways");

    /// <summary>Held by the process that watches over the silos; its text is that process's id.</summary>
    public string Lock => System.IO.Path.Combine(Path, "lock");

    /// <summary>What the process that watches over the silos says when it has no terminal.</summary>
    public string SupervisorLog => System.IO.Path.Combine(Path, "cluster.log");

    /// <summary>A silo's log.</summary>
    public string LogOf(string silo) => System.IO.Path.Combine(Path, $"{silo}.log");

    /// <summary>Writes which gateways the cluster has.</summary>
    public void Announce(string clusterId, IEnumerable<IPEndPoint> gateways)
    {
        var draft = $"{Gateways}.new";
        File.WriteAllLines(draft, ["# The gateways of the cluster that 'reagent cluster up' runs in this folder.", IdKey + clusterId, .. gateways.Select(gateway => gateway.ToString())]);
        File.Move(draft, Gateways, overwrite: true);
    }

    /// <summary>The cluster of this folder, when one was started here and a silo of it takes connections.</summary>
    /// <param name="token">The caller's token.</param>
    /// <param name="target">The cluster.</param>
    public bool TryFind(string? token, [NotNullWhen(true)] out ClusterTarget? target)
    {
        target = Announced() is { Gateways.Length: > 0 } announced && announced.Gateways.Any(Answers)
            ? new ClusterTarget(announced.Gateways, announced.ClusterId, Token: token, DataRoot: DataRoot)
            : null;
        return target is not null;
    }

    /// <summary>True when something listens at the address.</summary>
    public static bool Answers(IPEndPoint endpoint)
    {
        // On this thread alone: a task would wait for the thread pool, which may be slower than the silo.
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(endpoint);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return socket.Poll(AnswerTime, SelectMode.SelectWrite) && socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private (string ClusterId, ImmutableArray<IPEndPoint> Gateways)? Announced()
    {
        // Nearly always: nobody started a cluster here.
        if (!File.Exists(Gateways))
        {
            return null;
        }

        string[] lines;
        try
        {
            lines = File.ReadAllLines(Gateways);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It went away just now, or belongs to someone else.
            return null;
        }

        var clusterId = lines.FirstOrDefault(line => line.StartsWith(IdKey, StringComparison.Ordinal))?[IdKey.Length..] ?? ClusterTarget.DefaultId;
        return (clusterId, [.. lines.Select(line => IPEndPoint.TryParse(line, out var gateway) && gateway.Port > 0 ? gateway : null).OfType<IPEndPoint>()]);
    }
}
