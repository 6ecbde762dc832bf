using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>The mailbox: which message runs when.</summary>
internal sealed partial class Activation
{
    public void ReceiveMessage(object message)
    {
        Interlocked.Increment(ref outstanding);
        arrived.Enqueue((Message)message);
        Turns.Signal();
    }

    /// <summary>A tick of a timer: takes its turn like a call, but is no sign of use.</summary>
    public void ReceiveTick(Message tick)
    {
        arrived.Enqueue(tick);
        Turns.Signal();
    }

    /// <summary>One turn: starts every message that may run now.</summary>
    private void Pump()
    {
        if (deactivation is not null && state == ActivationState.Valid)
        {
            state = ActivationState.Deactivating;
        }

        while (arrived.TryDequeue(out var message))
        {
            if (message.Kind == MessageKind.Cancel)
            {
                Interlocked.Decrement(ref outstanding);
                Cancel(message);
            }
            else if (state == ActivationState.Valid && waiting.Count == 0 && MayRun(message))
            {
                Run(message);
            }
            else
            {
                waiting.Add(message);
            }
        }

        while (state == ActivationState.Valid && waiting.TakeNext(mayRun) is { } next)
        {
            Run(next);
        }

        switch (state)
        {
            case ActivationState.Deactivating:
                ContinueDeactivation();
                break;
            case ActivationState.Invalid:
                SendOnWaiting();
                break;
        }
    }

    private bool MayRun(Message message)
    {
        if (message.IsAlwaysInterleave || Class.IsReentrant)
        {
            return true;
        }

        foreach (var request in running)
        {
            if (!request.IsAlwaysInterleave && !MayRunBeside(message, request))
            {
                return false;
            }
        }

        return true;
    }

    private bool MayRunBeside(Message message, Message other) =>
        (message.IsReadOnly && other.IsReadOnly)
        || (message.Context is { ReentrancyId: var chain } && chain != Guid.Empty && reentrancy.Allows(chain))
        || (Class.HasInterleavingPredicate && AsksToInterleave(message));

    private bool AsksToInterleave(Message message)
    {
        try
        {
            return message.Body is GrainRequest request && Class.MayInterleave(GrainInstance!, request);
        }
        catch (Exception failure)
        {
            ActivationLog.PredicateFailed(shared.Logger, failure, GrainId, message.Body);
            return false;
        }
    }

    private void Run(Message message)
    {
        if (message.ExpiresAt != long.MaxValue && shared.Clock.GetTimestamp() > message.ExpiresAt)
        {
            MessagingLog.DroppedExpired(shared.Logger, message);
            Leave(message);
            return;
        }

        running.Add(message);
        var clean = ExecutionContext.Capture();
        RequestContext.Properties = message.Context;
        var invocation = Invoke(message, (GrainRequest)message.Body!);
        if (invocation.IsCompletedSuccessfully)
        {
            Finish(message, invocation.Result);
        }
        else
        {
            _ = FinishLater(message, invocation);
        }

        // What the request set in its synchronous part is its own, not the next one's.
        if (clean is not null && ExecutionContext.Capture() != clean)
        {
            ExecutionContext.Restore(clean);
        }
    }

    private ValueTask<Response> Invoke(Message message, GrainRequest request)
    {
        try
        {
            request.SetTarget(this);
            var filters = shared.IncomingFilters.Current;
            return request is TimerTick || (filters.Length == 0 && GrainInstance is not IIncomingGrainCallFilter)
                ? request.Invoke()
                : new IncomingCall(this, message, request, filters).Run();
        }
        catch (Exception cause)
        {
            return new(Response.FromException(cause));
        }
    }

    private async Task FinishLater(Message message, ValueTask<Response> invocation)
    {
        Response response;
        try
        {
            response = await invocation;
        }
        catch (Exception cause)
        {
            response = Response.FromException(cause);
        }

        Finish(message, response);
        Turns.Signal();
    }

    private void Finish(Message message, Response response)
    {
        running.Remove(message);
        waiting.LookAgain();
        Leave(message);
        if (response.Exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            // The state in memory is not the stored one; the next activation reads it again.
            inconsistent.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, inconsistent, "The state is inconsistent with the stored one."));
        }

        if (message.Kind == MessageKind.Request)
        {
            shared.Messages.SendAnswer(message, response);
        }
        else if (response.Exception is { } failure)
        {
            MessagingLog.OneWayFailed(shared.Logger, failure, message.Body, GrainId);
        }
    }

    private void Leave(Message message)
    {
        if (message.Body is not TimerTick && Interlocked.Decrement(ref outstanding) == 0)
        {
            Volatile.Write(ref idleSince, shared.Clock.GetTimestamp());
        }
    }

    private void Cancel(Message cancellation)
    {
        if (waiting.Remove(cancellation.Id, cancellation.SendingGrain) is { } dropped)
        {
            Leave(dropped);
            shared.Messages.SendAnswer(dropped, Response.FromException(new OperationCanceledException($"{dropped.Body} was cancelled before it started.")));
            return;
        }

        foreach (var request in running)
        {
            if (request.Id == cancellation.Id && request.SendingGrain == cancellation.SendingGrain
                && request.SendingSilo == cancellation.SendingSilo && request.Body is GrainRequest body)
            {
                try
                {
                    body.TryCancel();
                }
                catch (AggregateException failure)
                {
                    ActivationLog.CancellationFailed(shared.Logger, failure, GrainId, body);
                }

                return;
            }
        }
    }
}
