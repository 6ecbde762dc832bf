using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What silos ask each other about the membership.</summary>
[GrainInterfaceType("sys.membership")]
internal interface IMembershipAgent : ISystemTarget
{
    /// <summary>Tells a silo of another, which has joined or has just learned of it; the answer tells of the silo asked.</summary>
    Task<SiloDetails?> Hello(SiloAddress from, SiloDetails details);

    /// <summary>Whether the silo cannot reach the table either.</summary>
    Task<bool> IsCutOff();

    /// <summary>The table has changed.</summary>
    [OneWay]
    Task TableChanged(int version);
}

/// <summary>What a silo tells the others that the table does not hold.</summary>
[GenerateSerializer, Immutable]
internal sealed record SiloDetails([property: Id(0)] string[] GrainTypes, [property: Id(1)] Dictionary<string, string> Metadata);
