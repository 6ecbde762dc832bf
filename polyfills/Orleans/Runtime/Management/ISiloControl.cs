using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>What silos ask each other.</summary>
[GrainInterfaceType("sys.control")]
internal interface ISiloControl : ISystemTarget
{
    /// <summary>How loaded the silo is.</summary>
    Task<SiloLoad> GetLoad();

    /// <summary>How the silo does.</summary>
    Task<SiloRuntimeStatistics> GetRuntimeStatistics();

    /// <summary>How many activations of each grain type the silo holds.</summary>
    Task<List<SimpleGrainStatistic>> GetSimpleGrainStatistics();

    /// <summary>The activations that the silo holds, of some grain types or of all.</summary>
    Task<List<DetailedGrainStatistic>> GetDetailedGrainStatistics(string[]? types);

    /// <summary>The grains of a type that are active in the silo.</summary>
    Task<List<GrainId>> GetActiveGrains(GrainType type);

    /// <summary>Deactivates what has been idle for a time.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>Takes over an activation from another silo.</summary>
    Task AcceptActivation(GrainAddress previous, Dictionary<string, byte[]> luggage);

    /// <summary>Collects garbage.</summary>
    Task ForceGarbageCollection();
}
