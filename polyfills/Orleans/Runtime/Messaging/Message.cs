using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What a message is for.</summary>
internal enum MessageKind : byte
{
    /// <summary>A call that is answered.</summary>
    Request,

    /// <summary>A call that is not.</summary>
    OneWay,

    /// <summary>The answer.</summary>
    Response,

    /// <summary>The caller does not want the answer any more: the target's token is to be cancelled.</summary>
    Cancel,

    /// <summary>The call was sent on: the silo that the message comes from holds it now.</summary>
    Moved,
}

/// <summary>One message between activations, silos or clients.</summary>
internal sealed class Message
{
    public required MessageKind Kind { get; init; }

    /// <summary>Number of the call, unique in the process that made it; an answer or cancellation bears the number of its call.</summary>
    public required long Id { get; init; }

    /// <summary>Where the message comes from.</summary>
    public SiloAddress? SendingSilo { get; set; }

    public GrainId SendingGrain { get; init; }

    /// <summary>Where the message goes; null until the grain's place is known.</summary>
    public SiloAddress? TargetSilo { get; set; }

    public GrainId TargetGrain { get; init; }

    public GrainInterfaceType InterfaceType { get; init; }

    public ushort InterfaceVersion { get; init; }

    public InvokeMethodOptions Options { get; init; }

    public RequestContext.ContextProperties? Context { get; set; }

    /// <summary>How often the message was sent on because the grain was not where it was looked for.</summary>
    public int ForwardCount { get; set; }

    /// <summary>The clock's timestamp after which nobody waits any more; <see cref="long.MaxValue"/> for never.</summary>
    public long ExpiresAt { get; set; } = long.MaxValue;

    /// <summary>A <see cref="GrainRequest"/> or a <see cref="Response"/>; null for a cancellation.</summary>
    public object? Body { get; set; }

    /// <summary>The call that waits for the answer, when it was made in this process.</summary>
    public IPendingCall? Call { get; init; }

    /// <summary>The connection that the message was sent over, or came over from a silo; its answer goes back over it. Null within a process.</summary>
    public Connection? Connection { get; set; }

    /// <summary>Whether another silo holds the call than the one that it was sent to; the answer may come over any connection with that silo.</summary>
    public bool HasMoved { get; set; }

    public bool IsCall => Kind is MessageKind.Request or MessageKind.OneWay;

    public bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    public bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    /// <summary>The answer to this call.</summary>
    public Message Answer(Response response) => new()
    {
        Kind = MessageKind.Response,
        Id = Id,
        SendingGrain = TargetGrain,
        TargetGrain = SendingGrain,
        TargetSilo = SendingSilo,
        Body = response,
        Connection = Connection,
    };

    /// <summary>Tells the caller that this call was sent on to a silo.</summary>
    public Message MovedTo(SiloAddress silo) => new()
    {
        Kind = MessageKind.Moved,
        Id = Id,
        SendingGrain = TargetGrain,
        SendingSilo = silo,
        TargetGrain = SendingGrain,
        TargetSilo = SendingSilo,
        Connection = Connection,
    };

    /// <summary>The cancellation of this call.</summary>
    public Message Cancellation() => new()
    {
        Kind = MessageKind.Cancel,
        Id = Id,
        SendingGrain = SendingGrain,
        SendingSilo = SendingSilo,
        TargetGrain = TargetGrain,
        TargetSilo = TargetSilo,
        InterfaceType = InterfaceType,
    };

    public override string ToString() =>
        $"{Kind} {Body} from {SendingGrain}{(SendingSilo is null ? "" : $" in {SendingSilo}")} to {TargetGrain}{(TargetSilo is null ? "" : $" in {TargetSilo}")} #{Id}";
}
