using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Creates grain timers.</summary>
public interface ITimerRegistry
{
    /// <summary>Creates a timer whose ticks are turns of the activation.</summary>
    IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options);
}
