using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Called by the runtime, which supplies the context of the activation under construction.</summary>
    protected Grain()
        : this(ActivationContext.Current
            ?? throw new InvalidOperationException("A grain is created by the runtime. In a test pass an IGrainContext to the base constructor."))
    {
    }

    /// <summary>For tests that construct a grain outside a silo.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        Runtime = grainRuntime ?? grainContext.ActivationServices.GetRequiredService<IGrainRuntime>();
    }

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Text form of the grain's identity.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Name of the silo that holds this activation, as text.</summary>
    public string RuntimeIdentity => Runtime.SiloIdentity;

    /// <summary>Gets references to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The silo's services.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    internal IGrainRuntime Runtime { get; }

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates this activation once its current calls have ended.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Moves this activation, with its state, to where placement would put it now, once its current calls have ended.</summary>
    protected void MigrateOnIdle() => GrainContext.Migrate(RequestContext.Properties?.Values);

    /// <summary>
    /// Keeps this activation for at least <paramref name="timeSpan"/>: for good with <see cref="TimeSpan.MaxValue"/> or
    /// <see cref="Timeout.InfiniteTimeSpan"/>; zero and other negative values withdraw an earlier delay.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);

    /// <summary>Superseded by <see cref="GrainBaseExtensions.RegisterGrainTimer(IGrainBase, Func{Task}, GrainTimerCreationOptions)"/>; ticks interleave.</summary>
    [Obsolete("Use 'this.RegisterGrainTimer' instead.")]
    protected IDisposable RegisterTimer(Func<object?, Task> asyncCallback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(asyncCallback);
        return Runtime.TimerRegistry.RegisterGrainTimer(
            GrainContext,
            static (call, _) => call.Callback(call.State),
            (Callback: asyncCallback, State: state),
            new GrainTimerCreationOptions(dueTime, period) { Interleave = true });
    }
}

/// <summary>A grain with one piece of persistent state, kept by the provider that <c>[StorageProvider]</c> names.</summary>
/// <typeparam name="TGrainState">Has a parameterless constructor.</typeparam>
public class Grain<TGrainState> : Grain
{
    private readonly IStorage<TGrainState> storage;

    /// <summary>Called by the runtime.</summary>
    protected Grain() => storage = Runtime.GetStorage<TGrainState>(GrainContext);

    /// <summary>For tests.</summary>
    protected Grain(IStorage<TGrainState> storage) => this.storage = storage;

    /// <summary>The state; loaded before <see cref="Grain.OnActivateAsync"/>.</summary>
    protected TGrainState State
    {
        get => storage.State;
        set => storage.State = value;
    }

    /// <summary>Reads the state again.</summary>
    protected virtual Task ReadStateAsync() => storage.ReadStateAsync();

    /// <summary>Writes the state.</summary>
    protected virtual Task WriteStateAsync() => storage.WriteStateAsync();

    /// <summary>Deletes the stored state.</summary>
    protected virtual Task ClearStateAsync() => storage.ClearStateAsync();
}
