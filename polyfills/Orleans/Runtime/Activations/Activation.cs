using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>
/// One activation of a grain: its object, its mailbox and its life. Messages may arrive from any thread; everything else happens in turns
/// of <see cref="Turns"/>, so the fields need no locks.
/// </summary>
internal sealed partial class Activation : IGrainContext
{
    private readonly ActivationServices shared;
    private readonly ConcurrentQueue<Message> arrived = new();
    private readonly MessageQueue waiting = new();
    private readonly List<Message> running = [];
    private readonly TaskCompletionSource deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<GrainReference> reference;
    private readonly Func<Message, bool> mayRun;
    private readonly ReentrancyTracker reentrancy = new();
    private ConcurrentDictionary<Type, object>? components;
    private IServiceScope? scope;
    private volatile ActivationState state;
    private int outstanding;
    private long idleSince;
    private long keptUntil;

    public Activation(GrainClass grainClass, GrainAddress address, ActivationServices shared)
    {
        this.shared = shared;
        Class = grainClass;
        Address = address;
        Turns = new(this, Pump, shared.Lease);
        mayRun = MayRun;
        idleSince = shared.Clock.GetTimestamp();
        reference = new(() => shared.NewReference(GrainId));
        Lifecycle = new($"grain {GrainId}", shared.Logger);
    }

    public GrainClass Class { get; }

    public GrainAddress Address { get; }

    public GrainId GrainId => Address.GrainId;

    public ActivationId ActivationId => Address.ActivationId;

    public GrainReference GrainReference => reference.Value;

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => (scope ??= shared.Services.CreateScope()).ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => Lifecycle;

    public IWorkItemScheduler Scheduler => Turns;

    public Task Deactivated => deactivated.Task;

    public ActivationState State => state;

    /// <summary>Messages that wait or run: a measure of load.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>Whether the directory knows the activation.</summary>
    public bool IsRegistered => Class.Placement?.IsUsingGrainDirectory ?? true;

    /// <summary>Whether the silo counts the activation among the serving ones.</summary>
    public bool IsCounted { get; set; }

    internal ActivationTaskScheduler Turns { get; }

    internal GrainLifecycle Lifecycle { get; }

    public TTarget? GetTarget<TTarget>()
        where TTarget : class => GrainInstance is TTarget target
            ? target
            : throw new InvalidCastException($"Grain {GrainId} is a {Class.Type}, which does not implement {typeof(TTarget)}.");

    public TComponent? GetComponent<TComponent>()
        where TComponent : class
    {
        if (components is not null && components.TryGetValue(typeof(TComponent), out var component))
        {
            return (TComponent)component;
        }

        return GrainInstance as TComponent
            ?? this as TComponent
            ?? reentrancy as TComponent
            ?? Lifecycle as TComponent
            ?? Extension<TComponent>();
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        if (value is null)
        {
            components?.TryRemove(typeof(TComponent), out _);
        }
        else
        {
            Components()[typeof(TComponent)] = value;
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[Activation {GrainId} {ActivationId} {State} in {Address.SiloAddress}]";

    private ConcurrentDictionary<Type, object> Components() => LazyInitializer.EnsureInitialized(ref components, static () => new());

    private TComponent? Extension<TComponent>()
        where TComponent : class
    {
        if (!typeof(TComponent).IsAssignableTo(typeof(IGrainExtension)))
        {
            return null;
        }

        var made = shared.NewExtension(typeof(TComponent), this) as TComponent
            ?? throw new GrainExtensionNotInstalledException($"No extension {typeof(TComponent)} is installed for grain {GrainId}.");
        return (TComponent)Components().GetOrAdd(typeof(TComponent), made);
    }
}
