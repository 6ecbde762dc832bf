using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Settings of storage in memory.</summary>
public class MemoryGrainStorageOptions
{
    /// <summary>Grains that hold the records; 10.</summary>
    public int NumStorageGrains { get; set; } = 10;

    /// <summary>Stage at which the storage starts.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>How states are written; as JSON unless set.</summary>
    public IGrainStorageSerializer? GrainStorageSerializer { get; set; }
}
