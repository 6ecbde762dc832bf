using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A client's messages: all go through gateways, those to one grain through the same one while it lasts.</summary>
internal sealed class ClientMessageCenter : IMessageCenter, IMessageSink
{
    private readonly IMembershipStore membership;
    private readonly ITransport transport;
    private readonly CallRegistry calls;
    private readonly LocalObjects objects;
    private readonly MessageCodec wire;
    private readonly ClusterOptions cluster;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private ImmutableArray<SiloAddress> gateways = [];
    private IDisposable? subscription;

    public ClientMessageCenter(
        IMembershipStore membership,
        ITransport transport,
        CallRegistry calls,
        LocalObjects objects,
        MessageCodec wire,
        IOptions<ClusterOptions> cluster,
        ILogger<ClientMessageCenter> logger)
    {
        this.membership = membership;
        this.transport = transport;
        this.calls = calls;
        this.objects = objects;
        this.wire = wire;
        this.cluster = cluster.Value;
        this.logger = logger;
        HostIdentity = ClientIdentity.Of(CallChains.NextId().ToString("N"));
        objects.SendAnswer = (call, response) => Send(call.Answer(response));
        calls.SendCancellation = call => Send(call.Cancellation());
    }

    public SiloAddress? Address => null;

    public GrainId HostIdentity { get; }

    /// <exception cref="SiloUnavailableException">No gateway can be reached.</exception>
    public void Connect()
    {
        subscription ??= membership.Subscribe(_ => Refresh());
        Refresh();
        if (gateways.IsEmpty)
        {
            throw new SiloUnavailableException($"Could not find any gateway of cluster '{cluster.ClusterId}': no active silo that takes clients can be reached.");
        }
    }

    public void Disconnect()
    {
        subscription?.Dispose();
        transport.Disconnect(HostIdentity);
        gateways = [];
    }

    public void Disconnected(SiloAddress gateway)
    {
        ClientLog.GatewayLost(logger, gateway);
        lock (gate)
        {
            gateways = gateways.Remove(gateway);
        }

        calls.FailWhere(
            message => message.TargetSilo == gateway,
            message => new SiloUnavailableException($"Gateway {gateway} is gone; whether {message.Body} on {message.TargetGrain} took effect is not known."));
    }

    public void Send(Message message)
    {
        if (ClientIdentity.Is(message.TargetGrain) && ClientIdentity.ClientOf(message.TargetGrain) == HostIdentity)
        {
            if (message.Kind == MessageKind.Response)
            {
                ReceiveAnswer(message);
            }
            else
            {
                objects.Receive(message);
            }

            return;
        }

        var now = gateways;
        if (now.IsEmpty)
        {
            Fail(message, new SiloUnavailableException($"The client is connected to no gateway; {message.Body} on {message.TargetGrain} was not sent."));
            return;
        }

        var gateway = message.TargetSilo is { } chosen && now.Contains(chosen)
            ? chosen
            : now[(int)(message.TargetGrain.GetUniformHashCode() % (uint)now.Length)];
        try
        {
            if (message.IsCall)
            {
                message.TargetSilo = gateway;
            }

            if (!transport.TrySend(gateway, wire.Encode(message)))
            {
                Fail(message, new SiloUnavailableException($"Gateway {gateway} could not be reached; {message.Body} on {message.TargetGrain} was not sent."));
            }
        }
        catch (Exception failure)
        {
            Fail(message, failure);
        }
    }

    public void Receive(ReadOnlyMemory<byte> frame)
    {
        try
        {
            var message = wire.Decode(frame);
            if (message.Kind == MessageKind.Response)
            {
                ReceiveAnswer(message);
            }
            else if (message is { IsCall: true, Body: Response { Exception: { } unreadable } })
            {
                ClientLog.Unreadable(logger, unreadable);
                Answer(message, unreadable);
            }
            else if (message.IsCall)
            {
                objects.Receive(message);
            }
        }
        catch (Exception failure)
        {
            ClientLog.Unreadable(logger, failure);
        }
    }

    private void Refresh()
    {
        lock (gate)
        {
            var known = gateways.ToHashSet();
            gateways =
            [
                .. membership.Current.Silos.Values
                    .Where(entry => entry is { Status: SiloStatus.Active, GatewayAddress: not null })
                    .Select(entry => entry.Address)
                    .Where(silo => known.Contains(silo) || transport.TryConnect(HostIdentity, silo, this))
                    .Order(),
            ];
        }
    }

    private void ReceiveAnswer(Message answer)
    {
        if (calls.Find(answer.Id) is { } call)
        {
            call.Complete((Response)answer.Body!);
        }
        else
        {
            MessagingLog.LateAnswer(logger, answer);
        }
    }

    private void Answer(Message call, Exception failure)
    {
        if (call.Kind == MessageKind.Request)
        {
            Send(call.Answer(Response.FromException(failure)));
        }
    }

    private void Fail(Message message, Exception failure)
    {
        if (message.Call is { } call)
        {
            call.Fail(failure);
        }
        else
        {
            MessagingLog.Undeliverable(logger, failure, message);
        }
    }
}
