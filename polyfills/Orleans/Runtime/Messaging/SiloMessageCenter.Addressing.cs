namespace Orleans.Runtime;

/// <summary>Finds the place of a call's target, or makes one.</summary>
internal sealed partial class SiloMessageCenter
{
    private void Find(Message message)
    {
        // A message that another silo sent here for a grain that is not here was addressed by what that silo remembers.
        var lookup = locator.Lookup(message.TargetGrain, isLost: message.ForwardCount > 0 || (message.SendingSilo is { } from && from != Address));
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

    /// <summary>A call of this silo or of a client of its was sent on; from now on it depends on another silo.</summary>
    private void Follow(Message moved)
    {
        locator.Forget(moved.SendingGrain);
        if (forwarded.TryGetValue((moved.TargetGrain, moved.Id), out var call))
        {
            (call.TargetSilo, call.HasMoved) = (moved.SendingSilo, true);
        }
        else if (calls.Find(moved.Id) is { } pending)
        {
            (pending.Message.TargetSilo, pending.Message.HasMoved) = (moved.SendingSilo, true);
        }
    }
}
