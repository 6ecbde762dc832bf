using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Sends messages to other silos, to clients and to system targets.</summary>
internal sealed partial class SiloMessageCenter
{
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

    private static SiloUnavailableException Unavailable(Message message, string what) =>
        new SiloUnavailableException($"{what}: {message.Body} was called on {message.TargetGrain}{(message.TargetSilo is { } at ? $" in {at}" : "")}.");
}
