namespace Orleans.Runtime;

/// <summary>Receives encoded messages.</summary>
internal interface IMessageSink
{
    /// <summary>Takes one message; called from any thread, and returns soon.</summary>
    void Receive(ReadOnlyMemory<byte> frame);

    /// <summary>The other end of a client's connection is gone.</summary>
    void Disconnected(SiloAddress gateway)
    {
    }
}

/// <summary>Moves encoded messages between silos, and between silos and clients. In one process it is a shared object; connections take its place between processes.</summary>
internal interface ITransport
{
    /// <summary>Starts to receive for a silo.</summary>
    void Open(SiloAddress silo, IMessageSink sink);

    /// <summary>Stops to receive for a silo, and drops its clients.</summary>
    void Close(SiloAddress silo);

    /// <summary>Sends to a silo; false when it cannot be reached.</summary>
    bool TrySend(SiloAddress silo, ReadOnlyMemory<byte> frame);

    /// <summary>Connects a client to a gateway; false when the gateway cannot be reached.</summary>
    bool TryConnect(GrainId client, SiloAddress gateway, IMessageSink sink);

    /// <summary>Ends the connections of a client.</summary>
    void Disconnect(GrainId client);

    /// <summary>Sends from a gateway to a client that is connected to it; false when it is not.</summary>
    bool TrySendToClient(SiloAddress gateway, GrainId client, ReadOnlyMemory<byte> frame);

    /// <summary>The gateways to which a client is connected.</summary>
    IReadOnlyCollection<SiloAddress> GatewaysOf(GrainId client);
}
