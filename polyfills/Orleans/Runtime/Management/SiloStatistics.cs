using Orleans.Statistics;

namespace Orleans.Runtime;

/// <summary>How a silo does.</summary>
[GenerateSerializer]
public sealed class SiloRuntimeStatistics
{
    /// <summary>Activations.</summary>
    [Id(0)]
    public int ActivationCount { get; internal set; }

    /// <summary>Activations that were called within the last minute.</summary>
    [Id(1)]
    public int RecentlyUsedActivationCount { get; internal set; }

    /// <summary>Whether the silo sheds load.</summary>
    [Id(6)]
    public bool IsOverloaded { get; internal set; }

    /// <summary>Clients connected.</summary>
    [Id(7)]
    public long ClientCount { get; internal set; }

    /// <summary>Messages received from other silos and clients.</summary>
    [Id(8)]
    public long ReceivedMessages { get; internal set; }

    /// <summary>Messages sent to other silos and clients.</summary>
    [Id(9)]
    public long SentMessages { get; internal set; }

    /// <summary>When this was found, in UTC.</summary>
    [Id(10)]
    public DateTime DateTime { get; internal set; }

    /// <summary>How much of its machine the silo uses.</summary>
    [Id(11)]
    public EnvironmentStatistics EnvironmentStatistics { get; internal set; }
}

/// <summary>Activations of a grain type in a silo.</summary>
[GenerateSerializer]
public sealed class SimpleGrainStatistic
{
    /// <summary>Full name of the class.</summary>
    [Id(0)]
    public string GrainType { get; set; } = "";

    /// <summary>The silo.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    /// <summary>How many.</summary>
    [Id(2)]
    public int ActivationCount { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"SimpleGrainStatistic: GrainType={GrainType} Silo={SiloAddress} NumActivations={ActivationCount}";
}

/// <summary>One activation.</summary>
[GenerateSerializer]
public sealed class DetailedGrainStatistic
{
    /// <summary>Full name of the class.</summary>
    [Id(0)]
    public string GrainType { get; set; } = "";

    /// <summary>The silo.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    /// <summary>The grain.</summary>
    [Id(2)]
    public GrainId GrainId { get; set; }
}
