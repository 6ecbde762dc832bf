namespace Orleans;

/// <summary>A silo in the table of the membership.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    /// <summary>Its address.</summary>
    [Id(0)]
    public Runtime.SiloAddress SiloAddress { get; set; } = Runtime.SiloAddress.Zero;

    /// <summary>Its state.</summary>
    [Id(1)]
    public Runtime.SiloStatus Status { get; set; }

    /// <summary>Port for clients; 0 when it takes none.</summary>
    [Id(2)]
    public int ProxyPort { get; set; }

    /// <summary>Name of its machine.</summary>
    [Id(3)]
    public string HostName { get; set; } = "";

    /// <summary>Its name.</summary>
    [Id(4)]
    public string SiloName { get; set; } = "";

    /// <summary>When it joined, by its own clock, in UTC.</summary>
    [Id(5)]
    public DateTime StartTime { get; set; }

    /// <summary>Its last sign of life, by its own clock, in UTC: here, when it last renewed its lease.</summary>
    [Id(6)]
    public DateTime IAmAliveTime { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}";
}
