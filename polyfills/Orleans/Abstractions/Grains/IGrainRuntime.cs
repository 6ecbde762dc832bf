using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What grains ask of their silo.</summary>
public interface IGrainRuntime
{
    /// <summary>Text form of the silo's address.</summary>
    string SiloIdentity { get; }

    /// <summary>Address of the silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Gets references to grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Creates timers.</summary>
    ITimerRegistry TimerRegistry { get; }

    /// <summary>The silo's services.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The silo's clock.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Deactivates an activation once its current calls have ended.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps an activation for at least <paramref name="timeSpan"/>.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

    /// <summary>Gives the storage facet of a <see cref="Grain{TGrainState}"/>.</summary>
    IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}
