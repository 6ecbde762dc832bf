namespace Orleans.Runtime;

/// <summary>A process's way to send messages: a silo's or a client's.</summary>
internal interface IMessageCenter
{
    /// <summary>Address of the process; null for a client, whose gateway fills in its own.</summary>
    SiloAddress? Address { get; }

    /// <summary>Identity of callers that are no grains.</summary>
    GrainId HostIdentity { get; }

    /// <summary>Sends a call, an answer or a cancellation to its target, wherever that is. Failures end the call.</summary>
    void Send(Message message);
}
