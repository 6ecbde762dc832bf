using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>A silo in the table of the membership.</summary>
[GenerateSerializer, Immutable]
internal sealed record MembershipRow(
    [property: Id(0)] SiloAddress Address,
    [property: Id(1)] string Name,
    [property: Id(2)] string HostName,
    [property: Id(3)] SiloStatus Status,
    [property: Id(4)] int GatewayPort,
    [property: Id(5)] DateTime StartTime,
    [property: Id(6)] DateTime IAmAliveTime)
{
    /// <summary>Whether the silo may hold grains, now or soon.</summary>
    public bool IsLiving => Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;
}

/// <summary>The table at one version. Renewals do not count.</summary>
[GenerateSerializer, Immutable]
internal sealed record MembershipRows([property: Id(0)] int Version, [property: Id(1)] ImmutableArray<MembershipRow> Silos)
{
    public static MembershipRows Empty { get; } = new(-1, []);

    public MembershipRow? Find(SiloAddress silo) => Silos.FirstOrDefault(row => row.Address == silo);
}
