using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Placement;

/// <summary>The silo with fewest activations.</summary>
internal sealed class ActivationCountPlacementDirector(SiloLoads loads) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var chosen = IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? silos.MinBy(silo => (loads.ActivationsOf(silo), silo))!;
        loads.Placed(chosen);
        return Task.FromResult(chosen);
    }
}

/// <summary>
/// The silo with the least load, a weighted sum of shares of processor, memory and activations; the silo that places is taken when it is
/// nearly as good.
/// </summary>
internal sealed class ResourceOptimizedPlacementDirector(SiloLoads loads, IOptions<ResourceOptimizedPlacementOptions> options) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var chosen = IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? Choose(silos, context.LocalSilo);
        loads.Placed(chosen);
        return Task.FromResult(chosen);
    }

    private SiloAddress Choose(SiloAddress[] silos, SiloAddress local)
    {
        if (silos.Length == 1)
        {
            return silos[0];
        }

        var most = Math.Max(1, silos.Max(loads.ActivationsOf));
        var scores = silos.ToDictionary(silo => silo, silo => loads.ScoreOf(silo, most, options.Value));
        var (best, score) = scores.MinBy(pair => (pair.Value, pair.Key));
        var margin = options.Value.LocalSiloPreferenceMargin / 100.0;
        return scores.TryGetValue(local, out var localScore) && localScore - margin <= score ? local : best;
    }
}
