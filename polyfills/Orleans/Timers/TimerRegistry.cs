using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Creates timers of activations.</summary>
internal sealed class TimerRegistry(ActivationServices shared) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        TimerPeriods.Validate(options.DueTime, nameof(options.DueTime));
        TimerPeriods.Validate(options.Period, nameof(options.Period));
        var activation = grainContext as Activation
            ?? throw new ArgumentException("Only an activation of this silo can have timers.", nameof(grainContext));
        var timer = new GrainTimer<TState>(activation, callback, state, options, shared);
        activation.Attach(timer);
        return timer;
    }
}
