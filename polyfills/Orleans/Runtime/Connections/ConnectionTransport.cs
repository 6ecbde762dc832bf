using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// Moves messages between processes. A silo listens for silos at one endpoint and for clients at another; one connection serves a pair of
/// silos both ways, opened by whoever first has something to say; more if so configured. A client opens a connection to each gateway.
/// </summary>
internal sealed partial class ConnectionTransport : ITransport, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly string cluster;
    private readonly EndpointOptions endpoints;
    private readonly ConnectionOptions options;
    private readonly FrameLimits limits;
    private readonly TimeProvider clock;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly Handshake handshake;
    private readonly Dialer dialer;
    private readonly ConcurrentDictionary<(SiloAddress Silo, int Number), Peer> peers = new();
    private readonly ConcurrentDictionary<GrainId, Connection> clients = new();
    private readonly ConcurrentDictionary<Connection, IMessageSink> connections = new();
    private readonly List<SocketListener> listeners = [];
    private readonly CancellationTokenSource stopping = new();
    private SiloAddress? local;
    private IMessageSink? sink;
    private Task closing = Task.CompletedTask;

    public ConnectionTransport(
        IOptions<ClusterOptions> cluster,
        IOptions<EndpointOptions> endpoints,
        IOptions<ConnectionOptions> options,
        FrameLimits limits,
        TimeProvider clock,
        ILoggerFactory loggers,
        TlsLayer? tls = null)
    {
        this.cluster = cluster.Value.ClusterId;
        this.endpoints = endpoints.Value;
        this.options = options.Value;
        this.limits = limits;
        this.clock = clock;
        this.loggers = loggers;
        logger = loggers.CreateLogger<ConnectionTransport>();
        handshake = new(this.options, tls, clock, logger);
        dialer = new(this.options, handshake, limits, clock, logger);
    }

    public void Open(SiloAddress silo, IMessageSink receiver)
    {
        (local, sink) = (silo, receiver);
        lock (listeners)
        {
            listeners.Add(SocketListener.Start(
                endpoints.SiloListeningEndpoint ?? silo.Endpoint, "silos", context => Serve(context, isGateway: false), loggers, logger));
            if (endpoints.GatewayPort != 0)
            {
                listeners.Add(SocketListener.Start(
                    endpoints.GatewayListeningEndpoint ?? new(silo.Endpoint.Address, endpoints.GatewayPort),
                    "clients",
                    context => Serve(context, isGateway: true),
                    loggers,
                    logger));
            }
        }
    }

    public void Close(SiloAddress silo) => Stop().Wait(Patience);

    public Exception? TrySend(SiloAddress silo, Frame frame)
    {
        var number = options.ConnectionsPerEndpoint > 1 && local is not null
            ? (int)(frame.Message.TargetGrain.GetUniformHashCode() % (uint)options.ConnectionsPerEndpoint)
            : 0;
        var refusal = stopping.IsCancellationRequested
            ? new ConnectionFailedException($"The connections were closed; {silo} is not sent to any more.")
            : AnswersOver(frame.Message, silo) is { } way && way.TrySend(frame) is null ? null
            : PeerOf(silo, number).TrySend(frame);
        if (refusal is not null)
        {
            frame.Release();
        }

        return refusal;
    }

    public async Task<SiloAddress> Connect(GrainId client, SiloAddress gateway, IMessageSink receiver, CancellationToken cancellationToken)
    {
        sink ??= receiver;
        var connection = await dialer.Open(
            gateway.Endpoint, new(Preamble.CurrentVersion, cluster, null, client, gateway, ""), cancellationToken);
        var silo = connection.Remote.Silo!;
        Start(connection, receiver, default);
        PeerOf(silo, 0).Attach(connection);
        return silo;
    }

    public void Disconnect(GrainId client) => Stop().Wait(Patience);

    public bool TrySendToClient(SiloAddress gateway, GrainId client, Frame frame)
    {
        if (clients.TryGetValue(client, out var connection) && connection.TrySend(frame) is null)
        {
            return true;
        }

        frame.Release();
        return false;
    }

    public IReadOnlyCollection<SiloAddress> GatewaysOf(GrainId client) => local is not null && clients.ContainsKey(client) ? [local] : [];

    public Task<SiloAddress> Identify(SiloAddress silo, CancellationToken cancellationToken) =>
        dialer.Identify(silo.Endpoint, new(Preamble.CurrentVersion, cluster, null, default, SiloAddress.New(silo.Endpoint, 0), ""), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        dialer.Dispose();
    }

    public void Dispose()
    {
        Stop().Wait(Patience);
        dialer.Dispose();
    }

    // Back the way that the call came: then a lost connection takes with it what was called over it, and nothing else.
    private static Connection? AnswersOver(Message message, SiloAddress silo) =>
        !message.IsCall && message.Connection is { } way && way.Remote.Silo == silo ? way : null;

    private Peer PeerOf(SiloAddress silo, int number) => peers.TryGetValue((silo, number), out var known)
        ? known
        : peers.GetOrAdd((silo, number), key => new(key.Silo, local is null ? null : Dial, options.ConnectionRetryDelay, clock, Undelivered));

    private async Task<Connection> Dial(SiloAddress silo)
    {
        try
        {
            var connection = await dialer.Open(
                silo.Endpoint, new(Preamble.CurrentVersion, cluster, local, default, silo, ""), stopping.Token);
            Start(connection, sink!, default);
            return connection;
        }
        catch (ConnectionFailedException failure)
        {
            ConnectionLog.Failed(logger, silo, failure.Message);
            throw;
        }
    }

    private Task Stop()
    {
        lock (listeners)
        {
            if (!stopping.IsCancellationRequested)
            {
                stopping.Cancel();
                closing = Task.Run(Finish);
            }

            return closing;
        }
    }

    private async Task Finish()
    {
        foreach (var listener in listeners)
        {
            await listener.DisposeAsync();
        }

        await Task.WhenAll(connections.Keys.Select(connection => connection.Finish(Patience)));
        foreach (var connection in connections.Keys)
        {
            connection.Close(new ConnectionFailedException("The connections were closed from here."));
        }
    }
}
