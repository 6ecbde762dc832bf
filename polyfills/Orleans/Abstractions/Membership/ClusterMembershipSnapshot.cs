using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>One silo in the cluster.</summary>
[GenerateSerializer, Immutable]
public sealed class ClusterMember : IEquatable<ClusterMember>
{
    /// <summary>A silo and its state.</summary>
    public ClusterMember(SiloAddress siloAddress, SiloStatus status, string name)
    {
        SiloAddress = siloAddress;
        Status = status;
        Name = name;
    }

    /// <summary>Its address.</summary>
    [Id(0)]
    public SiloAddress SiloAddress { get; }

    /// <summary>Its state.</summary>
    [Id(1)]
    public SiloStatus Status { get; }

    /// <summary>Its name.</summary>
    [Id(2)]
    public string Name { get; }

    /// <inheritdoc/>
    public bool Equals(ClusterMember? other) =>
        other is not null && SiloAddress == other.SiloAddress && Status == other.Status && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClusterMember);

    /// <inheritdoc/>
    public override int GetHashCode() => SiloAddress.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{SiloAddress}/{Name}/{Status}";
}

/// <summary>The silos of the cluster at one version of its membership.</summary>
[GenerateSerializer, Immutable]
public sealed class ClusterMembershipSnapshot
{
    /// <summary>A snapshot.</summary>
    public ClusterMembershipSnapshot(ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version)
    {
        Members = members;
        Version = version;
    }

    /// <summary>The silos.</summary>
    [Id(0)]
    public ImmutableDictionary<SiloAddress, ClusterMember> Members { get; }

    /// <summary>The version.</summary>
    [Id(1)]
    public MembershipVersion Version { get; }

    /// <summary>State of a silo: a silo that was there before, but is not listed, is dead.</summary>
    public SiloStatus GetSiloStatus(SiloAddress silo) => Members.TryGetValue(silo, out var member) ? member.Status : SiloStatus.None;
}
