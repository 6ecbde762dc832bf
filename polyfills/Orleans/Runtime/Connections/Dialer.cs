using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Opens connections.</summary>
internal sealed class Dialer(ConnectionOptions options, Handshake handshake, FrameLimits limits, TimeProvider clock, ILogger logger) : IDisposable
{
    private readonly Lazy<SocketConnectionContextFactory> contexts = new(() => new(
        new() { WaitForDataBeforeAllocatingBuffer = false, UnsafePreferInlineScheduling = true }, logger));

    /// <summary>Opens a connection, and hears who is there.</summary>
    /// <exception cref="ConnectionFailedException">Nobody is there, or it refuses.</exception>
    public async Task<Connection> Open(IPEndPoint endpoint, Preamble own, CancellationToken cancellationToken)
    {
        var (link, remote) = await handshake.Open(await Reach(endpoint, cancellationToken), own, cancellationToken);
        ConnectionLog.Connected(logger, remote.Silo!, link.RemoteEndPoint);
        return new(link, remote, limits);
    }

    /// <summary>Hears who is there, and hangs up.</summary>
    /// <exception cref="ConnectionFailedException">Nobody is there.</exception>
    public async Task<SiloAddress> Identify(IPEndPoint endpoint, Preamble own, CancellationToken cancellationToken)
    {
        try
        {
            var (link, remote) = await handshake.Open(await Reach(endpoint, cancellationToken), own, cancellationToken);
            await link.DisposeAsync();
            return remote.Silo ?? throw new ConnectionFailedException($"Who listens at {endpoint} is no silo.");
        }
        catch (ConnectionRefusedException refusal) when (refusal.Silo is not null)
        {
            return refusal.Silo;
        }
    }

    public void Dispose()
    {
        if (contexts.IsValueCreated)
        {
            contexts.Value.Dispose();
        }
    }

    private async Task<ConnectionContext> Reach(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(options.OpenConnectionTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endpoint, both.Token);
            return contexts.Value.Create(socket);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ConnectionFailedException(
                failure is SocketException ? $"{endpoint}: {failure.Message}" : $"{endpoint} did not answer within {options.OpenConnectionTimeout}.", failure);
        }
    }
}
