using System.Net;
using System.Net.Sockets;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

/// <summary>Stands before a port, and breaks connections of those that pass through it.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly Lock gate = new();
    private readonly List<(Socket Near, Socket Far)> open = [];

    public Relay(int target)
    {
        this.target = target;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Breaks as many of the open connections as there are, up to a number, oldest first.</summary>
    /// <returns>How many it broke.</returns>
    public int Cut(int most = int.MaxValue)
    {
        (Socket Near, Socket Far)[] cut;
        lock (gate)
        {
            cut = [.. open.Take(most)];
        }

        foreach (var (near, far) in cut)
        {
            Close(near, far);
        }

        return cut.Length;
    }

    public void Dispose()
    {
        listener.Dispose();
        Cut();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await far.ConnectAsync(IPAddress.Loopback, target);
                lock (gate)
                {
                    open.Add((near, far));
                }

                _ = Carry(near, far);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The relay was disposed, or nobody is behind it any more.
        }
    }

    private async Task Carry(Socket near, Socket far)
    {
        try
        {
            await using var one = new NetworkStream(near);
            await using var other = new NetworkStream(far);
            await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // As it is with connections.
        }

        Close(near, far);
    }

    private void Close(Socket near, Socket far)
    {
        lock (gate)
        {
            open.Remove((near, far));
        }

        near.Dispose();
        far.Dispose();
    }
}
