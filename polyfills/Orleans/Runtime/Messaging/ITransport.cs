namespace Orleans.Runtime;

/// <summary>Receives encoded messages, and hears what became of those it sent.</summary>
internal interface IMessageSink
{
    /// <summary>Takes the head and body of one message; called from any thread, returns soon, and keeps nothing of the bytes.</summary>
    /// <param name="payload">Head and body.</param>
    /// <param name="client">The client whose connection the message came over; default when it came from a silo.</param>
    /// <param name="connection">The connection it came over; null within a process.</param>
    void Receive(ReadOnlyMemory<byte> payload, GrainId client = default, Connection? connection = null);

    /// <summary>A message that was accepted for sending has not been sent after all.</summary>
    void Undelivered(Message message, SiloAddress target, Exception reason);

    /// <summary>A connection to a silo is gone: what was sent over it may or may not have arrived.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="connection">The connection, of perhaps several with that silo; null within a process.</param>
    /// <param name="reason">Why it has ended.</param>
    void Disconnected(SiloAddress silo, Connection? connection, Exception reason);

    /// <summary>A client is no longer connected here.</summary>
    void ClientGone(GrainId client)
    {
    }
}

/// <summary>Moves encoded messages between silos, and between silos and clients. In one process it is a shared object; connections take its place between processes.</summary>
internal interface ITransport
{
    /// <summary>Starts to receive for a silo.</summary>
    /// <exception cref="Messaging.ConnectionFailedException">The silo's endpoints are taken or do not exist.</exception>
    void Open(SiloAddress silo, IMessageSink sink);

    /// <summary>Stops to receive for a silo, and drops its clients. What was accepted for sending is sent first.</summary>
    void Close(SiloAddress silo);

    /// <summary>Sends to a silo. An address of generation 0 means whoever listens at its endpoint. Releases the frame in any case.</summary>
    /// <returns>Null when the message was accepted, else why not. What is accepted and cannot be sent is told to the sink.</returns>
    Exception? TrySend(SiloAddress silo, Frame frame);

    /// <summary>Connects a client to a gateway.</summary>
    /// <returns>The address of the silo, to which messages are sent from now on.</returns>
    /// <exception cref="Messaging.ConnectionFailedException">The gateway cannot be reached, or refuses.</exception>
    Task<SiloAddress> Connect(GrainId client, SiloAddress gateway, IMessageSink sink, CancellationToken cancellationToken);

    /// <summary>Ends the connections of a client.</summary>
    void Disconnect(GrainId client);

    /// <summary>Sends from a gateway to a client; false when it is not connected there. Releases the frame in any case.</summary>
    bool TrySendToClient(SiloAddress gateway, GrainId client, Frame frame);

    /// <summary>The gateways, among those this transport knows of, to which a client is connected.</summary>
    IReadOnlyCollection<SiloAddress> GatewaysOf(GrainId client);

    /// <summary>Asks who listens at the endpoint of a silo, over a connection of its own.</summary>
    /// <returns>The address of the silo that is there now, which may be of another generation.</returns>
    /// <exception cref="Messaging.ConnectionFailedException">Nobody answers there.</exception>
    Task<SiloAddress> Identify(SiloAddress silo, CancellationToken cancellationToken);
}
