namespace Orleans.Statistics;

/// <summary>How much of its machine a silo uses.</summary>
[GenerateSerializer, Immutable, Alias("Orleans.Statistics.EnvironmentStatistics")]
public readonly struct EnvironmentStatistics
{
    /// <summary>Processor in use by the silo, in percent of all processors, smoothed.</summary>
    [Id(0)]
    public readonly float FilteredCpuUsagePercentage;

    /// <summary>Memory in use by the silo, in bytes, smoothed.</summary>
    [Id(1)]
    public readonly long FilteredMemoryUsageBytes;

    /// <summary>Memory that is left, in bytes, smoothed.</summary>
    [Id(2)]
    public readonly long FilteredAvailableMemoryBytes;

    /// <summary>Memory that there is, in bytes.</summary>
    [Id(3)]
    public readonly long MaximumAvailableMemoryBytes;

    internal EnvironmentStatistics(float cpuUsagePercentage, long memoryUsageBytes, long availableMemoryBytes, long maximumAvailableMemoryBytes)
    {
        FilteredCpuUsagePercentage = cpuUsagePercentage;
        FilteredMemoryUsageBytes = memoryUsageBytes;
        FilteredAvailableMemoryBytes = availableMemoryBytes;
        MaximumAvailableMemoryBytes = maximumAvailableMemoryBytes;
    }
}
