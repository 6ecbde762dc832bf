using Orleans.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>A timer of an activation. Its ticks are messages that the activation sends itself.</summary>
internal sealed class GrainTimer<TState> : IGrainTimer, IAsyncDisposable, ITimerTarget
{
    private readonly Activation activation;
    private readonly Func<TState, CancellationToken, Task> callback;
    private readonly TState state;
    private readonly GrainTimerCreationOptions options;
    private readonly ActivationServices shared;
    private readonly CancellationTokenSource stopped = new();
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private TimeSpan period;
    private bool isTicking;
    private bool isChanged;
    private bool isDisposed;

    public GrainTimer(
        Activation activation,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options,
        ActivationServices shared)
    {
        this.activation = activation;
        this.callback = callback;
        this.state = state;
        this.options = options;
        this.shared = shared;
        period = options.Period;
        timer = shared.Clock.CreateTimer(
            static self => ((GrainTimer<TState>)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        TimerPeriods.Validate(dueTime, nameof(dueTime));
        TimerPeriods.Validate(period, nameof(period));
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            this.period = period;
            isChanged = true;
            timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
        }

        timer.Dispose();
        activation.Detach(this);
        stopped.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public async Task Tick()
    {
        if (isDisposed)
        {
            return;
        }

        try
        {
            await callback(state, stopped.Token);
        }
        catch (Exception failure)
        {
            ActivationLog.TimerFailed(shared.Logger, failure, activation.GrainId);
        }
        finally
        {
            if (options.KeepAlive)
            {
                activation.Touch();
            }

            Rearm();
        }
    }

    private void Due()
    {
        lock (gate)
        {
            // A tick that is still running when Change makes another due is followed by it, never joined.
            if (isDisposed || isTicking)
            {
                isChanged |= isTicking;
                return;
            }

            (isTicking, isChanged) = (true, false);
        }

        activation.ReceiveTick(new()
        {
            Kind = MessageKind.OneWay,
            Id = 0,
            SendingGrain = activation.GrainId,
            TargetGrain = activation.GrainId,
            Options = options.Interleave ? InvokeMethodOptions.AlwaysInterleave : InvokeMethodOptions.None,
            Body = new TimerTick(this),
        });
    }

    private void Rearm()
    {
        lock (gate)
        {
            isTicking = false;
            if (!isDisposed && !isChanged)
            {
                timer.Change(period, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
