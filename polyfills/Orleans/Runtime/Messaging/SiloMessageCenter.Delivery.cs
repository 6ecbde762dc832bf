using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Sends messages to other silos, to clients and to system targets.</summary>
internal sealed partial class SiloMessageCenter
{
    /// <summary>A connection to a silo is gone: what was to be answered over it fails now, not when the time is up.</summary>
    public void Disconnected(SiloAddress silo, Connection? connection, Exception reason)
    {
        Func<Message, bool> isLost = message => message.TargetSilo == silo && (message.HasMoved || message.Connection == connection);
        Func<Message, Exception> failureOf = message => new SiloUnavailableException(
            $"{reason.Message} Whether {message.Body} on {message.TargetGrain} took effect is not known.", reason);
        calls.FailWhere(isLost, failureOf);
        FailForwarded(isLost, failureOf);
    }

    /// <summary>A client is gone: nobody waits for its answers, and it answers nobody.</summary>
    public void ClientGone(GrainId client)
    {
        foreach (var key in forwarded.Keys.Where(key => ClientIdentity.ClientOf(key.Client) == client))
        {
            forwarded.TryRemove(key, out _);
        }

        calls.FailWhere(
            message => ClientIdentity.Is(message.TargetGrain) && ClientIdentity.ClientOf(message.TargetGrain) == client,
            _ => new ClientNotAvailableException(client));
    }

    /// <summary>A message was not sent. A call has not been made then, so it may be made elsewhere.</summary>
    public void Undelivered(Message message, SiloAddress target, Exception reason)
    {
        if (!message.IsCall)
        {
            MessagingLog.Undeliverable(logger, reason, message);
        }
        else if (reason is GatewayTooBusyException or ClientNotAvailableException)
        {
            Fail(message, reason);
        }
        else if (isStopped || SystemTargets.Is(message.TargetGrain) || ClientIdentity.Is(message.TargetGrain)
            || message.ForwardCount > options.MaxForwardCount)
        {
            Fail(message, new SiloUnavailableException($"{message.Body} on {message.TargetGrain} was not sent to silo {target}: {reason.Message}", reason));
        }
        else
        {
            SendOn(message, $"silo {target} could not be reached.");
        }
    }

    private void Transmit(Message message, SiloAddress target)
    {
        Frame frame;
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

        if (isStopped)
        {
            frame.Release();
            Undelivered(message, target, new SiloUnavailableException($"Silo {Address} has stopped."));
        }
        else if (transport.TrySend(target, frame) is { } reason)
        {
            Undelivered(message, target, reason);
        }
    }

    private void SendToSystemTarget(Message message)
    {
        var home = SystemTargets.SiloOf(message.TargetGrain);
        if (!IsHere(home))
        {
            Transmit(message, home);
        }
        else if ((systemTargets.Find(message.TargetGrain) ?? systemTargets.Find(SystemTargets.AtHome(message.TargetGrain, Address))) is { } target)
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
        else if (message.SendingSilo == Address)
        {
            _ = FindClient(message, client);
        }
        else
        {
            // Another silo believed that the client is here.
            Fail(message, new ClientNotAvailableException(client));
        }
    }

    private async Task FindClient(Message message, GrainId client)
    {
        try
        {
            if (await clients.Find(client).ConfigureAwait(false) is { } gateway)
            {
                Transmit(message, gateway);
            }
            else
            {
                Fail(message, new ClientNotAvailableException(client));
            }
        }
        catch (Exception failure)
        {
            Fail(message, failure);
        }
    }

    private void TransmitToClient(Message message, GrainId client)
    {
        Frame frame;
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
        if (isStopped)
        {
            frame.Release();
            Fail(message, new ClientNotAvailableException(client));
        }
        else if (!transport.TrySendToClient(Address, client, frame))
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
