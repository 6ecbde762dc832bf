using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A client's messages: all go through gateways, those to one grain through the same one while it lasts.</summary>
internal sealed class ClientMessageCenter : IMessageCenter, IMessageSink, IDisposable
{
    private readonly ITransport transport;
    private readonly Gateways gateways;
    private readonly CallRegistry calls;
    private readonly LocalObjects objects;
    private readonly MessageCodec wire;
    private readonly ClusterOptions cluster;
    private readonly ILogger logger;

    public ClientMessageCenter(
        IGatewayListProvider gatewayList,
        ITransport transport,
        CallRegistry calls,
        LocalObjects objects,
        MessageCodec wire,
        IOptions<ClusterOptions> cluster,
        IOptions<ConnectionOptions> connections,
        IOptions<GatewayOptions> gatewayOptions,
        IEnumerable<IClusterConnectionStatusObserver> observers,
        TimeProvider clock,
        ILogger<ClientMessageCenter> logger)
    {
        this.transport = transport;
        this.calls = calls;
        this.objects = objects;
        this.wire = wire;
        this.cluster = cluster.Value;
        this.logger = logger;
        gateways = new(gatewayList, transport, connections.Value, gatewayOptions.Value, observers, clock, logger);
        HostIdentity = ClientIdentity.Of(CallChains.NextId().ToString("N"));
        objects.SendAnswer = (call, response) => Send(call.Answer(response));
        calls.SendCancellation = call => Send(call.Cancellation());
    }

    public SiloAddress? Address => null;

    public GrainId HostIdentity { get; }

    /// <exception cref="SiloUnavailableException">No gateway can be reached.</exception>
    public async Task Connect(CancellationToken cancellationToken)
    {
        var faults = await gateways.Connect(HostIdentity, this, cancellationToken);
        if (gateways.Connected.IsEmpty)
        {
            throw new SiloUnavailableException(
                $"Could not find any gateway of cluster '{cluster.ClusterId}'"
                + (faults.Count == 0 ? ": there is no active silo that takes clients." : $" that can be reached: {string.Join(' ', faults)}"));
        }
    }

    public void Disconnect()
    {
        gateways.Dispose();
        transport.Disconnect(HostIdentity);
    }

    public void Dispose() => gateways.Dispose();

    public void Disconnected(SiloAddress silo, Connection? connection, Exception reason)
    {
        ClientLog.GatewayLost(logger, silo);
        gateways.Lost(silo);
        calls.FailWhere(
            message => message.TargetSilo == silo,
            message => new SiloUnavailableException(
                $"Gateway {silo} is gone; whether {message.Body} on {message.TargetGrain} took effect is not known. {reason.Message}", reason));
    }

    public void Undelivered(Message message, SiloAddress target, Exception reason)
    {
        // Nothing has been sent, so another gateway may take it; each is tried once.
        if (message.IsCall && reason is not GatewayTooBusyException && ++message.ForwardCount <= gateways.Connected.Length)
        {
            gateways.Lost(target);
            Send(message);
        }
        else
        {
            Fail(message, reason as GatewayTooBusyException as Exception
                ?? new SiloUnavailableException($"Gateway {target} could not be reached; {message.Body} on {message.TargetGrain} was not sent. {reason.Message}", reason));
        }
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

        var now = gateways.Connected;
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

            if (transport.TrySend(gateway, wire.Encode(message)) is { } reason)
            {
                Undelivered(message, gateway, reason);
            }
        }
        catch (Exception failure)
        {
            Fail(message, failure);
        }
    }

    public void Receive(ReadOnlyMemory<byte> payload, GrainId client = default, Connection? connection = null)
    {
        try
        {
            var message = wire.Decode(payload);
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
