namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>The metadata of the cluster's silos.</summary>
public interface ISiloMetadataCache
{
    /// <summary>Metadata of a silo; empty when it told none or is not known.</summary>
    SiloMetadata GetSiloMetadata(SiloAddress siloAddress);
}

/// <inheritdoc/>
internal sealed class SiloMetadataCache(ClusterMembership membership) : ISiloMetadataCache
{
    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress)
    {
        if (!membership.View.Silos.TryGetValue(siloAddress, out var entry) || entry.Metadata.IsEmpty)
        {
            return SiloMetadata.Empty;
        }

        var metadata = new SiloMetadata();
        metadata.AddMetadata(entry.Metadata);
        return metadata;
    }
}
