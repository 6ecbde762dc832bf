using Orleans.Runtime;

namespace Orleans.GrainDirectory;

/// <summary>Knows where grains are active, so that there is one activation per grain in the cluster.</summary>
public interface IGrainDirectory
{
    /// <summary>Enters an activation, unless the grain has one.</summary>
    /// <returns>The one that is entered now: the given one, or the one that was there first.</returns>
    Task<GrainAddress?> Register(GrainAddress address);

    /// <summary>Enters an activation in the place of another.</summary>
    Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress);

    /// <summary>Takes an activation out, if it is the one entered.</summary>
    Task Unregister(GrainAddress address);

    /// <summary>The activation of a grain; null when there is none.</summary>
    Task<GrainAddress?> Lookup(GrainId grainId);

    /// <summary>Takes out all activations of silos that are gone.</summary>
    Task UnregisterSilos(List<SiloAddress> siloAddresses);
}
