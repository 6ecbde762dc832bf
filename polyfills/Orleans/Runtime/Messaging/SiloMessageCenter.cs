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
internal sealed partial class SiloMessageCenter : IMessageCenter, IMessageSink
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
    private readonly ClientDirectory clients;
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
        ClientDirectory clients,
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
        this.clients = clients;
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
        if (isStopped)
        {
            Drop(message);
        }
        else if (message.TargetSilo is { } elsewhere && !IsHere(elsewhere))
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

    /// <summary>Fails the calls that clients made through here and whose message satisfies a condition.</summary>
    public void FailForwarded(Func<Message, bool> condition, Func<Message, Exception> failure)
    {
        foreach (var (key, message) in forwarded.Where(pair => condition(pair.Value)))
        {
            if (forwarded.TryRemove(key, out _))
            {
                Fail(message, failure(message));
            }
        }
    }

    public void Receive(ReadOnlyMemory<byte> payload, GrainId client = default, Connection? connection = null)
    {
        if (isStopped)
        {
            return;
        }

        try
        {
            var message = wire.Decode(payload);
            if (client.IsDefault)
            {
                message.SendingSilo ??= Address;
                message.Connection = connection;
            }
            else if (Distrust(message, client) is { } reason)
            {
                MessagingLog.Distrusted(logger, client, reason);
                return;
            }

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

    /// <summary>Whether an address means this silo: its own, or that of whoever is at its endpoint.</summary>
    private bool IsHere(SiloAddress address) => address == Address || (address.Generation == 0 && address.Endpoint.Equals(Address.Endpoint));

    /// <summary>What is wrong with a message of a client; null when nothing is. A client speaks for itself, and answers what it was asked.</summary>
    private string? Distrust(Message message, GrainId client)
    {
        // A client does not know the address of its gateway; answers to it come back here.
        message.SendingSilo = Address;
        return ClientIdentity.ClientOf(message.SendingGrain) != client ? $"it speaks for {message.SendingGrain}"
            : message.Kind == MessageKind.Moved ? "it says that a call has moved"
            : message.IsCall && SystemTargets.Is(message.TargetGrain) ? $"it calls {message.TargetGrain}, which is for silos"
            : message.Kind == MessageKind.Response && (message.TargetSilo is null || IsHere(message.TargetSilo))
                && calls.Find(message.Id) is { } call && call.Message.TargetGrain != message.SendingGrain ? $"it answers a call on {call.Message.TargetGrain}"
            : null;
    }

    private void Drop(Message message)
    {
        if (message.Call is { } call)
        {
            call.Fail(Unavailable(message, $"Silo {Address} has stopped"));
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
