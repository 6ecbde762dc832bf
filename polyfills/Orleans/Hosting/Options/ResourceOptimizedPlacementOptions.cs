namespace Orleans.Configuration;

/// <summary>What counts, and how much, when the least loaded silo is looked for.</summary>
public sealed class ResourceOptimizedPlacementOptions
{
    /// <summary>Weight of the processor in use; 40.</summary>
    public int CpuUsageWeight { get; set; } = 40;

    /// <summary>Weight of the memory in use; 20.</summary>
    public int MemoryUsageWeight { get; set; } = 20;

    /// <summary>Weight of the memory that is left; 20.</summary>
    public int AvailableMemoryWeight { get; set; } = 20;

    /// <summary>Weight of the memory that there is; 5.</summary>
    public int MaxAvailableMemoryWeight { get; set; } = 5;

    /// <summary>Weight of the number of activations; 15.</summary>
    public int ActivationCountWeight { get; set; } = 15;

    /// <summary>By how many percent another silo must be better to be preferred to the one that places; 5.</summary>
    public int LocalSiloPreferenceMargin { get; set; } = 5;
}
