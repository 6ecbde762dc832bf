using System.Security.Cryptography;

namespace Orleans.Runtime.Placement;

/// <summary>Any silo, each as likely.</summary>
internal sealed class RandomPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? silos[RandomNumberGenerator.GetInt32(silos.Length)]);
    }
}

/// <summary>The silo that places, when it may hold the grain.</summary>
internal sealed class PreferLocalPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? (silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[RandomNumberGenerator.GetInt32(silos.Length)]));
    }
}

/// <summary>The silo that the hash of the grain's identity points at, among the silos in the order of their addresses.</summary>
internal sealed class HashBasedPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
        {
            return Task.FromResult(hint);
        }

        Array.Sort(silos);
        return Task.FromResult(silos[target.GrainIdentity.GetUniformHashCode() % (uint)silos.Length]);
    }
}
