using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>Finds activations in the directory, leaving out those of silos that are gone.</summary>
internal sealed class GrainLocator(IGrainDirectory directory, ClusterMembership membership, GrainClasses classes)
{
    /// <summary>Where a grain is active; null when it is not.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="isLost">
    /// Whether somebody looked for the grain in vain where it was said to be: then nothing that is remembered counts, or silos that remember
    /// wrongly would send a message in circles.
    /// </param>
    public ValueTask<GrainAddress?> Lookup(GrainId grainId, bool isLost = false)
    {
        if (classes.Find(grainId.Type) is { Placement.IsUsingGrainDirectory: false })
        {
            return new((GrainAddress?)null);
        }

        var lookup = isLost && directory is DistributedGrainDirectory distributed ? distributed.LookupNow(grainId) : directory.Lookup(grainId);
        return lookup.IsCompletedSuccessfully ? new(Alive(lookup.Result)) : Await(lookup);
    }

    /// <summary>Forgets where a grain was said to be.</summary>
    public void Forget(GrainId grainId) => (directory as DistributedGrainDirectory)?.Forget(grainId);

    /// <summary>Enters an activation, in the place of a previous one if there is such.</summary>
    /// <returns>The one that holds the grain now.</returns>
    public async ValueTask<GrainAddress> Register(GrainAddress address, GrainAddress? previous)
    {
        var entered = await directory.Register(address, previous);
        if (entered is not null && membership.IsDeadSilo(entered.SiloAddress!))
        {
            entered = await directory.Register(address, entered);
        }

        return entered ?? address;
    }

    public async ValueTask Unregister(GrainAddress address) => await directory.Unregister(address);

    public async Task UnregisterSilo(SiloAddress silo) => await directory.UnregisterSilos([silo]);

    private async ValueTask<GrainAddress?> Await(Task<GrainAddress?> lookup) => Alive(await lookup);

    private GrainAddress? Alive(GrainAddress? found) => found is not null && !membership.IsDeadSilo(found.SiloAddress!) ? found : null;
}
