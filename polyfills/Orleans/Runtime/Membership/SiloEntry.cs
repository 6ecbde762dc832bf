using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>What a silo tells the others of itself.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its state.</param>
/// <param name="GrainTypes">The grain types that it can hold.</param>
/// <param name="Metadata">Its metadata.</param>
/// <param name="GatewayAddress">Its address for clients; null when it takes none.</param>
/// <param name="StartTime">When it joined, in UTC.</param>
internal sealed record SiloEntry(
    SiloAddress Address,
    string Name,
    SiloStatus Status,
    IReadOnlySet<GrainType> GrainTypes,
    ImmutableDictionary<string, string> Metadata,
    SiloAddress? GatewayAddress,
    DateTime StartTime);

/// <summary>The silos of a cluster at one version.</summary>
internal sealed record ClusterView(ImmutableDictionary<SiloAddress, SiloEntry> Silos, long Version)
{
    /// <summary>Counts what becomes known of silos between two versions.</summary>
    public long Revision { get; init; }

    public static ClusterView Empty { get; } = new(ImmutableDictionary<SiloAddress, SiloEntry>.Empty, 0);
}
