using System.Collections.Concurrent;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// Moves messages between silos and clients of one process. They are encoded all the same, so what passes here passes between processes.
/// </summary>
internal sealed class InProcessTransport : ITransport
{
    private readonly ConcurrentDictionary<SiloAddress, IMessageSink> silos = new();
    private readonly ConcurrentDictionary<(GrainId Client, SiloAddress Gateway), IMessageSink> clients = new();

    public void Open(SiloAddress silo, IMessageSink sink) => silos[silo] = sink;

    public void Close(SiloAddress silo)
    {
        silos.TryRemove(silo, out _);
        foreach (var ((client, gateway), sink) in clients.Where(pair => pair.Key.Gateway == silo).ToArray())
        {
            if (clients.TryRemove((client, gateway), out _))
            {
                sink.Disconnected(gateway, null, new ConnectionFailedException($"Silo {silo} has stopped."));
            }
        }
    }

    public Exception? TrySend(SiloAddress silo, Frame frame)
    {
        if (Find(silo) is not { } sink)
        {
            frame.Release();
            return new ConnectionFailedException($"No silo {silo} runs in this process.");
        }

        Deliver(sink, frame, ClientOf(frame.Message));
        return null;
    }

    public Task<SiloAddress> Connect(GrainId client, SiloAddress gateway, IMessageSink sink, CancellationToken cancellationToken)
    {
        clients[(client, gateway)] = sink;
        if (silos.ContainsKey(gateway))
        {
            return Task.FromResult(gateway);
        }

        clients.TryRemove((client, gateway), out _);
        return Task.FromException<SiloAddress>(new ConnectionFailedException($"No silo {gateway} runs in this process."));
    }

    public void Disconnect(GrainId client)
    {
        foreach (var key in clients.Keys.Where(key => key.Client == client))
        {
            if (clients.TryRemove(key, out _) && silos.TryGetValue(key.Gateway, out var sink))
            {
                sink.ClientGone(client);
            }
        }
    }

    public bool TrySendToClient(SiloAddress gateway, GrainId client, Frame frame)
    {
        if (!clients.TryGetValue((client, gateway), out var sink))
        {
            frame.Release();
            return false;
        }

        Deliver(sink, frame, default);
        return true;
    }

    public IReadOnlyCollection<SiloAddress> GatewaysOf(GrainId client) =>
        [.. clients.Keys.Where(key => key.Client == client).Select(key => key.Gateway)];

    public Task<SiloAddress> Identify(SiloAddress silo, CancellationToken cancellationToken) =>
        silos.Keys.FirstOrDefault(present => present.Endpoint.Equals(silo.Endpoint)) is { } present
            ? Task.FromResult(present)
            : Task.FromException<SiloAddress>(new ConnectionFailedException($"No silo at {silo.Endpoint} runs in this process."));

    private static void Deliver(IMessageSink sink, Frame frame, GrainId client)
    {
        try
        {
            sink.Receive(frame.Payload, client);
        }
        finally
        {
            frame.Release();
        }
    }

    // A client's own messages bear no silo: its gateway fills in its own.
    private static GrainId ClientOf(Message message) => message.SendingSilo is null && ClientIdentity.Is(message.SendingGrain)
        ? ClientIdentity.ClientOf(message.SendingGrain)
        : default;

    private IMessageSink? Find(SiloAddress silo) => silos.TryGetValue(silo, out var sink) ? sink
        : silo.Generation == 0 ? silos.FirstOrDefault(pair => pair.Key.Endpoint.Equals(silo.Endpoint)).Value
        : null;
}
