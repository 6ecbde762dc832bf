using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>Picks silos for new activations: compatible ones, less those that filters leave out, by the class's strategy.</summary>
internal sealed class PlacementService(
    IServiceProvider services,
    GrainClasses classes,
    ClusterMembership membership,
    SiloIdentity silo,
    PlacementStrategy defaultStrategy) : IPlacementContext
{
    public SiloAddress LocalSilo => silo.SiloAddress;

    public SiloStatus LocalSiloStatus => membership.CurrentStatus;

    /// <summary>The silo for a new activation.</summary>
    public Task<SiloAddress> Choose(PlacementTarget target)
    {
        var strategy = classes.Find(target.GrainIdentity.Type)?.Placement ?? defaultStrategy;
        var director = services.GetKeyedService<IPlacementDirector>(strategy.GetType())
            ?? throw new OrleansException($"No placement director is registered for {strategy.GetType()}.");
        return director.OnAddActivation(strategy, target, this);
    }

    public SiloAddress[] GetCompatibleSilos(PlacementTarget target)
    {
        var type = target.GrainIdentity.Type;
        var active = membership.View.Silos.Values.Where(entry => entry.Status == SiloStatus.Active).ToList();
        SiloAddress[] compatible = [.. active.Where(entry => entry.GrainTypes.Contains(type)).Select(entry => entry.Address)];
        if (compatible.Length == 0)
        {
            throw active.Count == 0
                ? new SiloUnavailableException($"No active silo is left to hold grain {target.GrainIdentity}.")
                : new OrleansException($"No active silo has a grain class of type '{type}' for grain {target.GrainIdentity}.");
        }

        var filters = classes.Find(type)?.Filters ?? [];
        if (filters.IsEmpty)
        {
            return compatible;
        }

        IEnumerable<SiloAddress> kept = compatible;
        foreach (var filter in filters)
        {
            kept = services.GetRequiredKeyedService<IPlacementFilterDirector>(filter.GetType()).Filter(filter, target, kept);
        }

        SiloAddress[] left = [.. kept];
        return left.Length > 0
            ? left
            : throw new OrleansException(
                $"The placement filters {string.Join(", ", filters.Select(filter => filter.GetType().Name))} leave no silo for grain {target.GrainIdentity}; "
                + $"{compatible.Length} silos could hold it: {string.Join(", ", compatible.AsEnumerable())}.");
    }
}
