using System.Net;
using System.Net.Sockets;

namespace Orleans.Runtime;

/// <summary>Finds out whether anybody listens at an endpoint.</summary>
internal interface IEndpointProbe
{
    /// <summary>True when the machine is there and says that nobody listens; false when somebody does, and when it is not known.</summary>
    Task<bool> IsRefused(IPEndPoint endpoint, CancellationToken cancellationToken);
}

/// <summary>Opens a connection and closes it.</summary>
internal sealed class SocketProbe : IEndpointProbe
{
    public async Task<bool> IsRefused(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return false;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
