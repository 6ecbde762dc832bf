using System.Collections.Concurrent;

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
                sink.Disconnected(gateway);
            }
        }
    }

    public bool TrySend(SiloAddress silo, ReadOnlyMemory<byte> frame)
    {
        if (!silos.TryGetValue(silo, out var sink))
        {
            return false;
        }

        sink.Receive(frame);
        return true;
    }

    public bool TryConnect(GrainId client, SiloAddress gateway, IMessageSink sink)
    {
        clients[(client, gateway)] = sink;
        if (silos.ContainsKey(gateway))
        {
            return true;
        }

        clients.TryRemove((client, gateway), out _);
        return false;
    }

    public void Disconnect(GrainId client)
    {
        foreach (var key in clients.Keys.Where(key => key.Client == client))
        {
            clients.TryRemove(key, out _);
        }
    }

    public bool TrySendToClient(SiloAddress gateway, GrainId client, ReadOnlyMemory<byte> frame)
    {
        if (!clients.TryGetValue((client, gateway), out var sink))
        {
            return false;
        }

        sink.Receive(frame);
        return true;
    }

    public IReadOnlyCollection<SiloAddress> GatewaysOf(GrainId client) =>
        [.. clients.Keys.Where(key => key.Client == client).Select(key => key.Gateway)];
}
