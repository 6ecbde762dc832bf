using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>The life: registration, construction, state, goodbye.</summary>
internal sealed partial class Activation
{
    private readonly List<IAsyncDisposable> attached = [];
    private Deactivation? deactivation;
    private Exception? failure;
    private bool isSayingGoodbye;
    private bool isHurried;

    /// <summary>Whether nobody has called for at least <paramref name="age"/>, and no delay holds.</summary>
    public bool IsIdleFor(TimeSpan age)
    {
        var now = shared.Clock.GetTimestamp();
        return state == ActivationState.Valid
            && Outstanding == 0
            && shared.Clock.GetElapsedTime(Volatile.Read(ref idleSince), now) >= age
            && now >= Volatile.Read(ref keptUntil);
    }

    /// <summary>Keeps the activation for at least a time; a negative time withdraws an earlier delay.</summary>
    public void DelayDeactivation(TimeSpan time)
    {
        var until = time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan ? long.MaxValue
            : time <= TimeSpan.Zero ? 0
            : shared.Clock.GetTimestamp() + (long)Math.Min(time.TotalSeconds * shared.Clock.TimestampFrequency, long.MaxValue / 2);
        Volatile.Write(ref keptUntil, until);
    }

    /// <summary>Counts as a call for idle collection.</summary>
    public void Touch() => Volatile.Write(ref idleSince, shared.Clock.GetTimestamp());

    /// <summary>Disposes something together with the activation.</summary>
    public void Attach(IAsyncDisposable thing)
    {
        lock (attached)
        {
            attached.Add(thing);
        }
    }

    /// <summary>Takes back what <see cref="Attach"/> did.</summary>
    public void Detach(IAsyncDisposable thing)
    {
        lock (attached)
        {
            attached.Remove(thing);
        }
    }

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        state = ActivationState.Activating;
        _ = Task.Factory.StartNew(
            () => BecomeValid(requestContext, cancellationToken), CancellationToken.None, TaskCreationOptions.DenyChildAttach, Turns);
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (Interlocked.CompareExchange(ref deactivation, new(deactivationReason, cancellationToken), null) is null)
        {
            Turns.Signal();
        }
    }

    /// <summary>Ends the activation without a word, as the death of its process would.</summary>
    public void Vanish()
    {
        state = ActivationState.Invalid;
        Turns.Stop();
        deactivated.TrySetResult();
    }

    private async Task BecomeValid(Dictionary<string, object>? requestContext, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(shared.Collection.ActivationTimeout, shared.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            RequestContext.Properties = requestContext is null ? null : new(requestContext, Guid.Empty);
            if (await shared.Register(this) is { } winner)
            {
                ActivationLog.LostRace(shared.Logger, GrainId, winner);
                deactivation = new(new(DeactivationReasonCode.DuplicateActivation, $"The grain is active at {winner}."), default);
                await End();
                return;
            }

            GrainInstance = shared.Construct(this);
            if (GrainInstance is ILifecycleParticipant<IGrainLifecycle> participant)
            {
                participant.Participate(Lifecycle);
            }

            if (luggage is not null)
            {
                Rehydrate(luggage);
            }

            await Lifecycle.OnStart(either.Token);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(either.Token);
            }

            Touch();
            if (state == ActivationState.Activating)
            {
                state = ActivationState.Valid;
                shared.Activated(this);
                Turns.Signal();
            }
        }
        catch (Exception cause)
        {
            ActivationLog.ActivationFailed(shared.Logger, cause, GrainId);
            failure = cause;
            await DisposeAttached();
            deactivation = new(new(DeactivationReasonCode.ActivationFailed, cause, "The grain could not be activated."), default);
            await Lifecycle.OnStop(CancellationToken.None);
            await End();
        }
    }

    private void ContinueDeactivation()
    {
        if (isSayingGoodbye)
        {
            return;
        }

        var timeout = shared.Collection.DeactivationTimeout;
        if (running.Count > 0 && !isHurried)
        {
            // Calls are given the time that a deactivation may take; then the activation goes without them.
            deactivation!.Deadline ??= new CancellationTokenSource(timeout, shared.Clock);
            deactivation.Hurry(this);
            return;
        }

        isSayingGoodbye = true;
        _ = SayGoodbye(timeout);
    }

    private void HurryUp()
    {
        isHurried = true;
        Turns.Signal();
    }

    private async Task SayGoodbye(TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout, shared.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deactivation!.Token, deadline.Token);
        await DisposeAttached();
        try
        {
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(deactivation.Reason, either.Token).WaitAsync(either.Token);
            }
        }
        catch (Exception cause)
        {
            ActivationLog.DeactivationFailed(shared.Logger, cause, GrainId);
        }

        await HandOver();
        await Lifecycle.OnStop(either.Token);
        await End();
    }

    /// <summary>Leaves the directory and sends on what still waits.</summary>
    private async Task End()
    {
        state = ActivationState.Deactivating;
        isSayingGoodbye = true;
        await shared.Unregister(this);
        state = ActivationState.Invalid;
        SendOnWaiting();
        await DisposeInstance();
        deactivation?.Deadline?.Dispose();
        ActivationLog.Deactivated(shared.Logger, GrainId, deactivation?.Reason.ReasonCode ?? DeactivationReasonCode.None);
        deactivated.TrySetResult();
    }

    private async Task DisposeAttached()
    {
        IAsyncDisposable[] all;
        lock (attached)
        {
            all = [.. attached];
            attached.Clear();
        }

        foreach (var thing in all)
        {
            try
            {
                await thing.DisposeAsync();
            }
            catch (Exception cause)
            {
                ActivationLog.DeactivationFailed(shared.Logger, cause, GrainId);
            }
        }
    }

    private void SendOnWaiting()
    {
        while (arrived.TryDequeue(out var message))
        {
            waiting.Add(message);
        }

        foreach (var message in waiting.TakeAll())
        {
            if (message.Body is TimerTick)
            {
                continue;
            }

            Interlocked.Decrement(ref outstanding);

            if (failure is not null)
            {
                shared.Messages.SendAnswer(message, Response.FromException(failure));
            }
            else
            {
                shared.Messages.SendOn(message, $"the activation in {Address.SiloAddress} ended: {deactivation?.Reason.Description}");
            }
        }
    }

    private async Task DisposeInstance()
    {
        try
        {
            switch (GrainInstance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            if (scope is IAsyncDisposable services)
            {
                await services.DisposeAsync();
            }
        }
        catch (Exception cause)
        {
            ActivationLog.DeactivationFailed(shared.Logger, cause, GrainId);
        }
    }

    /// <summary>A deactivation that was asked for.</summary>
    private sealed class Deactivation(DeactivationReason reason, CancellationToken token)
    {
        private bool isHurrying;

        public DeactivationReason Reason { get; } = reason;

        public CancellationToken Token { get; } = token;

        public CancellationTokenSource? Deadline { get; set; }

        public void Hurry(Activation activation)
        {
            if (!isHurrying)
            {
                isHurrying = true;
                Token.UnsafeRegister(static self => ((Activation)self!).HurryUp(), activation);
                Deadline?.Token.UnsafeRegister(static self => ((Activation)self!).HurryUp(), activation);
            }
        }
    }
}
