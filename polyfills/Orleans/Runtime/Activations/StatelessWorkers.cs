namespace Orleans.Runtime;

/// <summary>The activations of a stateless worker in one silo: a call goes to an idle one, to a new one while there may be more, or to the least busy.</summary>
internal sealed class StatelessWorkers : IGrainContext
{
    private readonly Lock gate = new();
    private readonly List<Activation> workers = [];
    private readonly int most;
    private readonly Func<GrainId, Activation> create;
    private readonly ActivationServices shared;
    private readonly ActivationTaskScheduler scheduler;

    public StatelessWorkers(GrainAddress address, int most, Func<GrainId, Activation> create, ActivationServices shared)
    {
        this.most = most;
        this.create = create;
        this.shared = shared;
        Address = address;
        scheduler = new(this, static () => { }, shared.Lease);
        ObservableLifecycle = new GrainLifecycle($"workers {address.GrainId}", shared.Logger);
    }

    public GrainAddress Address { get; }

    public GrainReference GrainReference => shared.NewReference(GrainId);

    public GrainId GrainId => Address.GrainId;

    public object? GrainInstance => null;

    public ActivationId ActivationId => Address.ActivationId;

    public IServiceProvider ActivationServices => shared.Services;

    public IGrainLifecycle ObservableLifecycle { get; }

    public IWorkItemScheduler Scheduler => scheduler;

    public Task Deactivated => Task.WhenAll(All().Select(worker => worker.Deactivated));

    public Activation[] All()
    {
        lock (gate)
        {
            return [.. workers];
        }
    }

    public void Remove(Activation worker)
    {
        lock (gate)
        {
            workers.Remove(worker);
        }
    }

    public void ReceiveMessage(object message)
    {
        lock (gate)
        {
            if (((Message)message).Kind == MessageKind.Cancel)
            {
                workers.ForEach(worker => worker.ReceiveMessage(message));
                return;
            }

            Pick().ReceiveMessage(message);
        }
    }

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        Array.ForEach(All(), worker => worker.Deactivate(deactivationReason, cancellationToken));

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
    }

    public void Rehydrate(IRehydrationContext context)
    {
    }

    public TTarget? GetTarget<TTarget>()
        where TTarget : class => null;

    public TComponent? GetComponent<TComponent>()
        where TComponent : class => this as TComponent;

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw new InvalidOperationException($"{GrainId} is a stateless worker: attach components to its activations.");

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    private Activation Pick()
    {
        var serving = workers.Where(worker => worker.State is ActivationState.Activating or ActivationState.Valid).ToList();
        var idlest = serving.MinBy(worker => worker.Outstanding);
        if (idlest is not null && (idlest.Outstanding == 0 || serving.Count >= most))
        {
            return idlest;
        }

        var added = create(GrainId);
        workers.Add(added);
        added.Activate(null);
        return added;
    }
}
