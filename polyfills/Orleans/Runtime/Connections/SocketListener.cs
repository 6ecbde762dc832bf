using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Accepts connections at an endpoint until it is disposed.</summary>
internal sealed class SocketListener : IAsyncDisposable
{
    private readonly IConnectionListener listener;
    private readonly Task accepting;

    private SocketListener(IConnectionListener listener, Func<ConnectionContext, Task> serve, ILogger logger)
    {
        this.listener = listener;
        accepting = Accept(serve, logger);
    }

    /// <exception cref="ConnectionFailedException">The endpoint is taken, or is not of this machine.</exception>
    public static SocketListener Start(IPEndPoint endpoint, string whom, Func<ConnectionContext, Task> serve, ILoggerFactory loggers, ILogger logger)
    {
        var factory = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions
            {
                NoDelay = true,
                WaitForDataBeforeAllocatingBuffer = false,
                UnsafePreferInlineScheduling = true,
            }),
            loggers);
        try
        {
            // Binding a socket does not wait for anything.
            var bound = factory.BindAsync(endpoint).AsTask().GetAwaiter().GetResult();
            ConnectionLog.Listening(logger, endpoint, whom);
            return new(bound, serve, logger);
        }
        catch (Exception failure) when (failure is IOException or AddressInUseException or System.Net.Sockets.SocketException)
        {
            throw new ConnectionFailedException($"Cannot listen at {endpoint} for {whom}: {failure.Message}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await listener.UnbindAsync();
        await accepting;
        await listener.DisposeAsync();
    }

    private async Task Accept(Func<ConnectionContext, Task> serve, ILogger logger)
    {
        try
        {
            while (await listener.AcceptAsync() is { } context)
            {
                _ = serve(context);
            }
        }
        catch (Exception failure)
        {
            ConnectionLog.AcceptFailed(logger, failure, listener.EndPoint);
        }
    }
}
