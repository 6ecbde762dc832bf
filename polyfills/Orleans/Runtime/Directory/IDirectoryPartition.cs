namespace Orleans.Runtime;

/// <summary>A silo's part of the directory: the entries of the grains that the ring gives to it.</summary>
[GrainInterfaceType("sys.directory")]
internal interface IDirectoryPartition : ISystemTarget
{
    /// <summary>Enters an activation, in the place of a previous one if that is entered.</summary>
    /// <param name="address">The activation.</param>
    /// <param name="previous">The one that it replaces.</param>
    /// <param name="version">The membership that the caller knows.</param>
    Task<DirectoryAnswer> Register(GrainAddress address, GrainAddress? previous, long version);

    /// <summary>The activation of a grain.</summary>
    Task<DirectoryAnswer> Lookup(GrainId grainId, long version);

    /// <summary>Takes an activation out, if it is the one entered.</summary>
    Task<DirectoryAnswer> Unregister(GrainAddress address, long version);

    /// <summary>The activations that this silo holds and whose entries belong to another silo, by the membership of a version or later.</summary>
    Task<List<HeldActivation>> Report(SiloAddress owner, long version);

    /// <summary>Ends an activation here: another one of its grain is the one that stays.</summary>
    Task EndDuplicate(GrainAddress address, GrainAddress winner);
}

/// <summary>What a partition answers.</summary>
/// <param name="IsOwner">Whether the grain's entry belongs to it; else the caller is to look again.</param>
/// <param name="Version">The membership that it knows.</param>
/// <param name="Address">The activation that is entered now.</param>
[GenerateSerializer, Immutable]
internal sealed record DirectoryAnswer([property: Id(0)] bool IsOwner, [property: Id(1)] long Version, [property: Id(2)] GrainAddress? Address);

/// <summary>An activation that a silo holds.</summary>
/// <param name="Address">The activation.</param>
/// <param name="IsRegistered">Whether it has been entered in the directory; one that is about to be gives way to one that has.</param>
[GenerateSerializer, Immutable]
internal sealed record HeldActivation([property: Id(0)] GrainAddress Address, [property: Id(1)] bool IsRegistered);
