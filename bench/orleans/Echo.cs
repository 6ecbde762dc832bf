using System.Net;
using System.Net.Sockets;

namespace ReAgent.Bench.Orleans;

/// <summary>
/// What the machine allows: two processes that send each other as many bytes as a call and its answer have, by blocking sockets and nothing else.
/// No call from process to process can be faster, since each of its two ways wakes a thread of the other process too.
/// </summary>
internal sealed class Echo : IDisposable
{
    private const int Bytes = 64;
    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp);

    private Echo()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        new Thread(Answer) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public static Echo Serve() => new();

    /// <summary>Sends and awaits bytes, one exchange after the other.</summary>
    public static int Exchange(Socket socket, int times)
    {
        var bytes = new byte[Bytes];
        for (var i = 0; i < times; i++)
        {
            socket.Send(bytes);
            Fill(socket, bytes);
        }

        return times;
    }

    public static Socket Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    public void Dispose() => listener.Dispose();

    private void Answer()
    {
        using var socket = listener.Accept();
        socket.NoDelay = true;
        var bytes = new byte[Bytes];
        while (Fill(socket, bytes))
        {
            socket.Send(bytes);
        }
    }

    private static bool Fill(Socket socket, byte[] bytes)
    {
        for (var count = 0; count < bytes.Length;)
        {
            var came = socket.Receive(bytes, count, bytes.Length - count, SocketFlags.None);
            if (came == 0)
            {
                return false;
            }

            count += came;
        }

        return true;
    }
}
