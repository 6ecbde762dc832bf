using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What system targets share.</summary>
internal sealed class SystemTargetServices(IServiceProvider services, SiloIdentity silo, SiloLease lease, ILogger<SystemTarget> logger)
{
    private SiloMessageCenter? messages;

    public IServiceProvider Services { get; } = services;

    public SiloIdentity Silo { get; } = silo;

    public SiloLease Lease { get; } = lease;

    public ILogger Logger { get; } = logger;

    public SiloMessageCenter Messages => messages ??= (SiloMessageCenter)Services.GetService(typeof(SiloMessageCenter))!;

    public GrainReference NewReference(GrainId grainId) => new(grainId, null, (GrainReferenceRuntime)Services.GetService(typeof(GrainReferenceRuntime))!);
}

/// <summary>One of the runtime's own services in a silo: all its calls interleave, one turn at a time.</summary>
internal sealed class SystemTarget : IGrainContext
{
    private readonly object service;
    private readonly SystemTargetServices shared;
    private readonly ActivationTaskScheduler scheduler;

    public SystemTarget(string name, object service, SystemTargetServices shared)
    {
        this.service = service;
        this.shared = shared;
        scheduler = new(this, static () => { }, shared.Lease);
        Address = new()
        {
            GrainId = SystemTargets.IdOf(name, shared.Silo.SiloAddress),
            ActivationId = new(shared.Silo.NewGuid(-StableHash.Of(name))),
            SiloAddress = shared.Silo.SiloAddress,
        };
        ObservableLifecycle = new GrainLifecycle(name, shared.Logger);
    }

    public GrainAddress Address { get; }

    public GrainReference GrainReference => shared.NewReference(GrainId);

    public GrainId GrainId => Address.GrainId;

    public object? GrainInstance => service;

    public ActivationId ActivationId => Address.ActivationId;

    public IServiceProvider ActivationServices => shared.Services;

    public IGrainLifecycle ObservableLifecycle { get; }

    public IWorkItemScheduler Scheduler => scheduler;

    public Task Deactivated => Task.CompletedTask;

    public TTarget? GetTarget<TTarget>()
        where TTarget : class => (TTarget)service;

    public TComponent? GetComponent<TComponent>()
        where TComponent : class => service as TComponent ?? this as TComponent;

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw new InvalidOperationException($"System target {GrainId} has no components.");

    public void ReceiveMessage(object message)
    {
        var call = (Message)message;
        if (call.IsCall)
        {
            scheduler.QueueAction(() => _ = Run(call));
        }
    }

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
    }

    public void Rehydrate(IRehydrationContext context)
    {
    }

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    private async Task Run(Message call)
    {
        Response response;
        try
        {
            RequestContext.Properties = call.Context;
            var request = (GrainRequest)call.Body!;
            request.SetTarget(this);
            response = await request.Invoke();
        }
        catch (Exception failure)
        {
            response = Response.FromException(failure);
        }

        shared.Messages.SendAnswer(call, response);
    }
}
