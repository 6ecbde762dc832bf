using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>Finds activations in the directory, leaving out those of silos that are gone.</summary>
internal sealed class GrainLocator(IGrainDirectory directory, ClusterMembership membership)
{
    /// <summary>Where a grain is active; null when it is not.</summary>
    public ValueTask<GrainAddress?> Lookup(GrainId grainId)
    {
        var lookup = directory.Lookup(grainId);
        return lookup.IsCompletedSuccessfully ? new(Alive(lookup.Result)) : Await(lookup);
    }

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
