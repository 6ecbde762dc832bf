using System.Collections.Immutable;

namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>What a silo says of itself beyond its address.</summary>
[GenerateSerializer]
public sealed record SiloMetadata
{
    /// <summary>Nothing.</summary>
    public static SiloMetadata Empty { get; } = new();

    /// <summary>Values by key.</summary>
    [Id(0)]
    public ImmutableDictionary<string, string> Metadata { get; private set; } = ImmutableDictionary<string, string>.Empty;

    internal void AddMetadata(IEnumerable<KeyValuePair<string, string>> metadata) => Metadata = Metadata.SetItems(metadata);
}
