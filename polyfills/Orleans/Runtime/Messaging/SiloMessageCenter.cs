using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// A silo's messages: finds the place of each call's target, makes a place when there is none, and delivers here or sends on. Answers go
/// back to where the call came from.
/// </summary>
internal sealed class SiloMessageCenter : IMessageCenter, IMessageSink
{
    private readonly SiloIdentity silo;
    private readonly ActivationDirectory activations;
    private readonly Catalog catalog;
    private readonly GrainLocator locator;
    private readonly PlacementService placement;
    private readonly ClusterMembership membership;
    private readonly CallRegistry calls;
    private readonly CodecProvider codecs;
    private readonly MessageCodec wire;
    private readonly ITransport transport;
    private readonly LocalObjects objects;
    private readonly SystemTargets systemTargets;
    private readonly SiloMessagingOptions options;
    private readonly ILogger logger;
    private readonly ConcurrentDictionary<(GrainId Client, long Id), Message> forwarded = new();
    private volatile bool isStopped;
    private long sent;

    public SiloMessageCenter(
        SiloIdentity silo,
        ActivationDirectory activations,
        Catalog catalog,
        GrainLocator locator,
        PlacementService placement,
        ClusterMembership membership,
        CallRegistry calls,
        CodecProvider codecs,
        MessageCodec wire,
        ITransport transport,
        LocalObjects objects,
        SystemTargets systemTargets,
        SiloMessagingOptions options,
        ILogger<SiloMessageCenter> logger)
    {
        this.silo = silo;
        this.activations = activations;
        this.catalog = catalog;
        this.locator = locator;
        this.placement = placement;
        this.membership = membership;
        this.calls = calls;
        this.codecs = codecs;
        this.wire = wire;
        this.transport = transport;
        this.objects = objects;
        this.systemTargets = systemTargets;
        this.options = options;
        this.logger = logger;
        HostIdentity = ClientIdentity.OfHost(silo.SiloAddress);
        objects.SendAnswer = SendAnswer;
        calls.SendCancellation = call => Send(call.Cancellation());
    }

    public SiloAddress Address => silo.SiloAddress;

    public GrainId HostIdentity { get; }

    /// <summary>Messages sent to other silos and clients.</summary>
    public long SentMessages => Interlocked.Read(ref sent);

    public void Start() => transport.Open(Address, this);

    /// <summary>Drops everything from now on, both ways.</summary>
    public void Stop()
    {
        isStopped = true;
        transport.Close(Address);
    }

    public void Send(Message message)
    {
        if (message.TargetSilo is { } elsewhere && elsewhere != Address)
        {
            Transmit(message, elsewhere);
        }
        else if (message.Kind == MessageKind.Response)
        {
            ReceiveAnswer(message);
        }
        else if (message.Kind == MessageKind.Moved)
        {
            Follow(message);
        }
        else if (ClientIdentity.Is(message.TargetGrain))
        {
            SendToClient(message);
        }
        else if (activations.Find(message.TargetGrain) is { } local)
        {
            message.TargetSilo = Address;
            local.ReceiveMessage(message);
        }
        else if (SystemTargets.Is(message.TargetGrain))
        {
            SendToSystemTarget(message);
        }
        else
        {
            Find(message);
        }
    }

    /// <summary>Answers a call that was made on an activation here.</summary>
    public void SendAnswer(Message call, Response response)
    {
        if (call.Kind != MessageKind.Request)
        {
            if (response.Exception is { } failure)
            {
                MessagingLog.OneWayFailed(logger, failure, call.Body, call.TargetGrain);
            }

            return;
        }

        if (call.Call is { } caller)
        {
            caller.Complete(CopyOf(response, call));
        }
        else
        {
            Send(call.Answer(response));
        }
    }

    /// <summary>Looks for the target of a call again, since it was not where it was looked for.</summary>
    public void SendOn(Message message, string reason)
    {
        if (!message.IsCall)
        {
            return;
        }

        if (message.ForwardCount >= options.MaxForwardCount + 1)
        {
            Fail(message, new OrleansMessageRejectionException(
                $"{message.Body} could not be delivered to {message.TargetGrain} in {message.ForwardCount} attempts; at last {reason}"));
            return;
        }

        message.ForwardCount++;
        message.TargetSilo = null;
        MessagingLog.Forwarded(logger, message);
        Send(message);
    }

    /// <summary>Fails the calls that clients made through here on a silo that is gone.</summary>
    public void FailForwarded(SiloAddress silo, Func<Message, Exception> failure)
    {
        foreach (var (key, message) in forwarded.Where(pair => pair.Value.TargetSilo == silo))
        {
            if (forwarded.TryRemove(key, out _))
            {
                Fail(message, failure(message));
            }
        }
    }

    public void Receive(ReadOnlyMemory<byte> frame)
    {
        if (isStopped)
        {
            return;
        }

        try
        {
            var message = wire.Decode(frame);

            // A client does not know the address of its gateway; answers to it come back here.
            message.SendingSilo ??= Address;
            if (message is { IsCall: true, Body: Response { Exception: { } unreadable } })
            {
                Fail(message, unreadable);
            }
            else
            {
                Send(message);
            }
        }
        catch (Exception failure)
        {
            MessagingLog.Undeliverable(logger, failure, "a message that could not be read");
        }
    }

    private static SiloUnavailableException Unavailable(Message message, string what) =>
        new SiloUnavailableException($"{what}: {message.Body} was called on {message.TargetGrain}{(message.TargetSilo is { } at ? $" in {at}" : "")}.");

    private void Find(Message message)
    {
        var lookup = locator.Lookup(message.TargetGrain);
        if (lookup.IsCompletedSuccessfully)
        {
            Place(message, lookup.Result);
        }
        else
        {
            _ = FindLater(message, lookup);
        }
    }

    private async Task FindLater(Message message, ValueTask<GrainAddress?> lookup)
    {
        try
        {
            Place(message, await lookup);
        }
        catch (Exception failure)
        {
            Fail(message, failure);
        }
    }

    private void Place(Message message, GrainAddress? found)
    {
        if (found is not null)
        {
            Dispatch(message, found.SiloAddress!);
            return;
        }

        if (message.Kind == MessageKind.Cancel)
        {
            return;
        }

        try
        {
            var choice = placement.Choose(new(message.TargetGrain, message.Context?.Values, message.InterfaceType, message.InterfaceVersion));
            if (choice.IsCompletedSuccessfully)
            {
                Dispatch(message, choice.Result);
            }
            else
            {
                _ = PlaceLater(message, choice);
            }
        }
        catch (Exception failure)
        {
            Fail(message, failure);
        }
    }

    private async Task PlaceLater(Message message, Task<SiloAddress> choice)
    {
        try
        {
            Dispatch(message, await choice);
        }
        catch (Exception failure)
        {
            Fail(message, failure);
        }
    }

    private void Dispatch(Message message, SiloAddress target)
    {
        message.TargetSilo = target;
        if (message is { Kind: MessageKind.Request, Call: null, ForwardCount: > 0 } && message.SendingSilo != Address)
        {
            // The caller would give the call up with this silo, which may be about to stop.
            Send(message.MovedTo(target));
        }

        if (target != Address)
        {
            Transmit(message, target);
        }
        else if (membership.CurrentStatus is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead)
        {
            SendOn(message, "its silo is shutting down.");
        }
        else if (catalog.GetOrCreate(message.TargetGrain, message.Context?.Values) is { } context)
        {
            context.ReceiveMessage(message);
        }
        else
        {
            Fail(message, new OrleansMessageRejectionException($"Silo {Address} has no grain class of type {message.TargetGrain.Type}."));
        }
    }

    private void Transmit(Message message, SiloAddress target)
    {
        byte[] frame;
        try
        {
            message.TargetSilo = target;
            frame = wire.Encode(message);
        }
        catch (Exception failure)
        {
            FailToEncode(message, failure);
            return;
        }

        Interlocked.Increment(ref sent);
        if (message is { Kind: MessageKind.Request, Call: null } && message.SendingSilo == Address && ClientIdentity.Is(message.SendingGrain))
        {
            forwarded[(message.SendingGrain, message.Id)] = message;
        }

        if (isStopped || !transport.TrySend(target, frame))
        {
            Undelivered(message, target);
        }
    }

    private void Undelivered(Message message, SiloAddress target)
    {
        if (message.Kind is MessageKind.Response or MessageKind.Moved)
        {
            MessagingLog.Undeliverable(logger, null, message);
        }
        else if (SystemTargets.Is(message.TargetGrain) || ClientIdentity.Is(message.TargetGrain))
        {
            Fail(message, Unavailable(message, "The silo cannot be reached"));
        }
        else
        {
            // The call has not been made, so it may be made elsewhere.
            SendOn(message, $"silo {target} could not be reached.");
        }
    }

    private void SendToSystemTarget(Message message)
    {
        var home = SystemTargets.SiloOf(message.TargetGrain);
        if (home != Address)
        {
            Transmit(message, home);
        }
        else if (systemTargets.Find(message.TargetGrain) is { } target)
        {
            target.ReceiveMessage(message);
        }
        else
        {
            Fail(message, new OrleansMessageRejectionException($"Silo {Address} has no system target {message.TargetGrain}."));
        }
    }

    private void SendToClient(Message message)
    {
        var client = ClientIdentity.ClientOf(message.TargetGrain);
        if (client == HostIdentity)
        {
            objects.Receive(message);
            return;
        }

        if (ClientIdentity.HostSilo(client) is { } host)
        {
            Transmit(message, host);
            return;
        }

        var gateways = transport.GatewaysOf(client);
        if (gateways.Contains(Address))
        {
            TransmitToClient(message, client);
        }
        else if (gateways.FirstOrDefault() is { } gateway)
        {
            Transmit(message, gateway);
        }
        else
        {
            Fail(message, new ClientNotAvailableException(client));
        }
    }

    private void TransmitToClient(Message message, GrainId client)
    {
        byte[] frame;
        try
        {
            frame = wire.Encode(message);
        }
        catch (Exception failure)
        {
            FailToEncode(message, failure);
            return;
        }

        Interlocked.Increment(ref sent);
        if (isStopped || !transport.TrySendToClient(Address, client, frame))
        {
            Fail(message, new ClientNotAvailableException(client));
        }
    }

    private void ReceiveAnswer(Message answer)
    {
        var client = ClientIdentity.Is(answer.TargetGrain) ? ClientIdentity.ClientOf(answer.TargetGrain) : default;
        if (!client.IsDefault && client != HostIdentity)
        {
            forwarded.TryRemove((answer.TargetGrain, answer.Id), out _);
            TransmitToClient(answer, client);
        }
        else if (calls.Find(answer.Id) is { } call)
        {
            call.Complete((Response)answer.Body!);
        }
        else
        {
            MessagingLog.LateAnswer(logger, answer);
        }
    }

    /// <summary>A call fails when it cannot be written; so does one whose answer cannot be.</summary>
    private void FailToEncode(Message message, Exception failure)
    {
        if (message is { Kind: MessageKind.Response, Body: Response { Exception: null } })
        {
            var located = failure is CodecNotFoundException missing ? missing.At($"the result of a call on {message.SendingGrain}") : failure;
            message.Body = Response.FromException(located);
            Send(message);
        }
        else
        {
            Fail(message, failure);
        }
    }

    /// <summary>A call of this silo or of a client of its was sent on; from now on it depends on another silo.</summary>
    private void Follow(Message moved)
    {
        if (forwarded.TryGetValue((moved.TargetGrain, moved.Id), out var call))
        {
            call.TargetSilo = moved.SendingSilo;
        }
        else if (calls.Find(moved.Id) is { } pending)
        {
            pending.Message.TargetSilo = moved.SendingSilo;
        }
    }

    private void Fail(Message message, Exception failure)
    {
        if (message.Kind == MessageKind.Request)
        {
            SendAnswer(message, Response.FromException(failure));
        }
        else
        {
            MessagingLog.Undeliverable(logger, failure, message);
        }
    }

    private Response CopyOf(Response response, Message call)
    {
        try
        {
            return response.DeepCopy(codecs);
        }
        catch (Exception failure)
        {
            return Response.FromException(failure is CodecNotFoundException missing ? missing.At($"the result of {call.Body}") : failure);
        }
    }
}
