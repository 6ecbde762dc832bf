namespace ReAgent.Data.Features;

/// <summary>What a <see cref="FeatureSample"/> may keep. Samples merge only with samples of the same options.</summary>
public sealed record FeatureSampleOptions
{
    internal const int MaximumCapacity = 1 << 30;
    internal const int MaximumDistinct = 1000;

    // So many bytes leave each of the allowed features its counters and about 80 sampled values.
    private const long SmallestMemoryPerFeature = 2048;

    /// <summary>Most values to keep of a feature (option num_samples), 1 to 2³⁰. Default: 100,000.</summary>
    public int Capacity { get; init; } = 100_000;

    /// <summary>
    /// Memory for all features together in MiB (option sketch_memory_mb), at least 2 KiB for each of <see cref="MaxFeatures"/>. When the
    /// values exceed it, every feature keeps fewer. Default: 64.
    /// </summary>
    public int MemoryMb { get; init; } = 64;

    /// <summary>Most features (option max_features), above 0; further ones are refused. Default: 20,000.</summary>
    public int MaxFeatures { get; init; } = 20_000;

    /// <summary>
    /// Most different whole numbers of a feature to list exactly (option max_unique_enum_values), 2 to 1,000. Default: 10.
    /// </summary>
    public int MaxDistinct { get; init; } = 10;

    /// <summary>The options that identification with these options needs.</summary>
    public static FeatureSampleOptions For(PreprocessingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FeatureSampleOptions
        {
            Capacity = options.NumSamples,
            MemoryMb = options.SketchMemoryMb,
            MaxFeatures = options.MaxFeatures,
            MaxDistinct = Math.Clamp(options.MaxUniqueEnumValues, 2, MaximumDistinct),
        };
    }

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Problems() => [.. FindProblems()];

    private IEnumerable<string> FindProblems()
    {
        if (Capacity is < 1 or > MaximumCapacity)
        {
            yield return $"a sample keeps 1 to {MaximumCapacity} values of each feature, not {Capacity} (num_samples)";
        }

        if (MaxDistinct is < 2 or > MaximumDistinct)
        {
            yield return $"2 to {MaximumDistinct} different values can be listed, not {MaxDistinct}";
        }

        if (MaxFeatures < 1)
        {
            yield return $"max_features is {MaxFeatures}, but must be above 0";
        }

        var smallest = (Math.Max(MaxFeatures, 1) * SmallestMemoryPerFeature + (1 << 20) - 1) >> 20;
        if (MemoryMb < smallest)
        {
            yield return $"sketch_memory_mb is {MemoryMb}, but max_features of {MaxFeatures} need at least {smallest}";
        }
    }
}
