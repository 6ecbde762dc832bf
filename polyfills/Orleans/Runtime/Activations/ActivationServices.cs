using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Placement;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>What all activations of a silo share.</summary>
internal sealed class ActivationServices(
    IServiceProvider services,
    TimeProvider clock,
    GrainCollectionOptions collection,
    IEnumerable<IIncomingGrainCallFilter> filters,
    ActivationDirectory activations,
    GrainLocator locator,
    GrainConstructor constructor,
    SiloLease lease,
    ILogger<Activation> logger)
{
    private SiloMessageCenter? messages;

    public IServiceProvider Services { get; } = services;

    public TimeProvider Clock { get; } = clock;

    public GrainCollectionOptions Collection { get; } = collection;

    public SiloLease Lease { get; } = lease;

    public ILogger Logger { get; } = logger;

    public CallFilters<IIncomingGrainCallFilter> IncomingFilters { get; } = new(filters);

    public SiloMessageCenter Messages => messages ??= Services.GetRequiredService<SiloMessageCenter>();

    public GrainReference NewReference(GrainId grainId) => new(grainId, null, Services.GetRequiredService<GrainReferenceRuntime>());

    public object Construct(Activation activation) => constructor.Construct(activation);

    /// <summary>Enters the activation in the directory; the address of another one that was there first, or null.</summary>
    public async ValueTask<GrainAddress?> Register(Activation activation)
    {
        if (!activation.IsRegistered)
        {
            return null;
        }

        var winner = await locator.Register(activation.Address, activation.Previous);
        if (winner.SiloAddress == activation.Address.SiloAddress && winner.ActivationId != activation.ActivationId)
        {
            // This silo holds one activation of the grain, and knows which: the entry is of one that has gone without being taken out.
            winner = await locator.Register(activation.Address, winner);
        }

        return winner.Equals(activation.Address) ? null : winner;
    }

    public async ValueTask Unregister(Activation activation)
    {
        activations.Remove(activation);
        if (activation.IsRegistered)
        {
            await locator.Unregister(activation.Address);
        }
    }

    /// <summary>The silo that placement would choose for a grain now.</summary>
    public Task<SiloAddress> ChoosePlace(GrainId grainId, Dictionary<string, object>? requestContext) =>
        Services.GetRequiredService<PlacementService>().Choose(new PlacementTarget(grainId, requestContext, default, 0));

    public MigrationContext NewMigrationContext(Dictionary<string, byte[]> values) => new(values, Services.GetRequiredService<Serializer>());

    /// <summary>Speaks to another silo.</summary>
    public ISiloControl Control(SiloAddress silo) => (ISiloControl)(object)Services.GetRequiredService<GrainReferenceRuntime>()
        .New(SystemTargets.IdOf(SiloControl.Name, silo), typeof(ISiloControl));

    public void Activated(Activation activation) => activations.CountActivation(activation);

    /// <summary>An extension for an activation; null when there is none of that kind.</summary>
    public object? NewExtension(Type extensionInterface, Activation activation)
    {
        if (extensionInterface == typeof(IEnumerationExtension))
        {
            var references = Services.GetRequiredService<GrainReferenceRuntime>();
            var extension = new EnumerationExtension(activation, Clock, references.ResponseTimeout, Logger);
            activation.Attach(extension);
            return extension;
        }

        return activation.ActivationServices.GetKeyedService<IGrainExtension>(extensionInterface);
    }
}
