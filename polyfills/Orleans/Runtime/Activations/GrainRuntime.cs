using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What grains ask of their silo.</summary>
internal sealed class GrainRuntime(
    IServiceProvider services, SiloIdentity silo, IGrainFactory factory, ITimerRegistry timers, TimeProvider clock) : IGrainRuntime
{
    public string SiloIdentity => silo.SiloAddress.ToString();

    public SiloAddress SiloAddress => silo.SiloAddress;

    public IGrainFactory GrainFactory => factory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider => clock;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) =>
        (grainContext as Activation ?? throw new ArgumentException("The context is not an activation of this silo.", nameof(grainContext)))
            .DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var grainClass = ((Activation)grainContext).Class.Type;
        var name = grainClass.GetCustomAttribute<StorageProviderAttribute>()?.ProviderName;
        return services.GetRequiredService<IPersistentStateFactory>().Create<TGrainState>(
            grainContext, new PersistentStateAttribute("state", name));
    }
}
