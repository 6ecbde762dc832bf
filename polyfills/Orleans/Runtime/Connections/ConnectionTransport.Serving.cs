using Microsoft.AspNetCore.Connections;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Serves those who connect, and looks after connections until they end.</summary>
internal sealed partial class ConnectionTransport
{
    private async Task Serve(ConnectionContext context, bool isGateway)
    {
        var own = new Preamble(Preamble.CurrentVersion, cluster, local, default, null, "");
        if (await handshake.Accept(context, own, remote => Judge(remote, isGateway), stopping.Token) is not { } accepted)
        {
            return;
        }

        var (link, remote) = accepted;
        if (remote is { Silo: null, Client.IsDefault: true })
        {
            // It only wanted to know who is here.
            await link.DisposeAsync();
            return;
        }

        var connection = new Connection(link, remote, limits);
        ConnectionLog.Connected(logger, Name(remote), link.RemoteEndPoint);
        if (remote.Silo is { } silo)
        {
            Start(connection, sink!, default);
            PeerOf(silo, 0).Attach(connection);
        }
        else
        {
            clients[remote.Client] = connection;
            Start(connection, sink!, remote.Client);
        }

        if (stopping.IsCancellationRequested)
        {
            connection.Close(new ConnectionFailedException("The silo is stopping."));
        }
    }

    /// <summary>Why the other end is not welcome; empty when it is.</summary>
    private string Judge(Preamble remote, bool isGateway) =>
        remote.Version != Preamble.CurrentVersion ? $"it speaks version {remote.Version} of the protocol, and {local} version {Preamble.CurrentVersion}."
        : remote.Cluster != cluster ? $"it belongs to cluster '{remote.Cluster}', and {local} to cluster '{cluster}'."
        : remote.Target is { Generation: not 0 } target && target.Generation != local!.Generation ? $"silo {target} is not here any more; this is {local}."
        : stopping.IsCancellationRequested ? $"silo {local} is stopping."
        : isGateway && remote.Silo is not null ? $"it is a silo, and this endpoint of {local} is for clients."
        : !isGateway && !remote.Client.IsDefault ? $"it is a client, and this endpoint of {local} is for silos."
        : !remote.Client.IsDefault && !ClientIdentity.Is(remote.Client) ? $"{remote.Client} is not the name of a client."
        : "";

    private void Start(Connection connection, IMessageSink receiver, GrainId client)
    {
        connections[connection] = receiver;
        _ = connection.Run(payload => receiver.Receive(payload, client, connection), (reason, unsent) => Ended(connection, receiver, reason, unsent));
    }

    private void Ended(Connection connection, IMessageSink receiver, Exception reason, IReadOnlyList<Message> unsent)
    {
        var remote = connection.Remote;
        var isFirst = connections.TryRemove(connection, out _);
        if (isFirst)
        {
            ConnectionLog.Ended(logger, Name(remote), reason.Message);
        }

        if (remote.Silo is { } silo)
        {
            // What has not been sent does not depend on this silo any more, and is not to fail with what has.
            foreach (var message in unsent.Where(message => message.IsCall))
            {
                (message.TargetSilo, message.Connection) = (null, null);
            }

            if (isFirst)
            {
                foreach (var name in peers.Values.Where(peer => peer.Detach(connection)).Select(peer => peer.Address).Append(silo).Distinct().ToArray())
                {
                    receiver.Disconnected(name, connection, reason);
                }
            }

            Undelivered(unsent, silo, reason, receiver);
        }
        else
        {
            if (clients.TryRemove(new(remote.Client, connection)))
            {
                receiver.ClientGone(remote.Client);
            }

            Undelivered(unsent, local!, new ClientNotAvailableException(remote.Client), receiver);
        }
    }

    private void Undelivered(IReadOnlyList<Message> unsent, SiloAddress target, Exception reason) => Undelivered(unsent, target, reason, sink!);

    private static void Undelivered(IReadOnlyList<Message> unsent, SiloAddress target, Exception reason, IMessageSink receiver)
    {
        foreach (var message in unsent)
        {
            receiver.Undelivered(message, target, reason);
        }
    }

    private static object Name(Preamble remote) => remote.Silo is { } silo ? silo : remote.Client;
}
