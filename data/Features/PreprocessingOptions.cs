using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ReAgent.Data.Features;

/// <summary>How features are sampled and identified (config key <c>preprocessing_options</c>).</summary>
public sealed record PreprocessingOptions
{
    [Description("Values to sample of each feature; a feature with fewer is identified from all it has. Default: 100000.")]
    [Range(20, 1 << 30)]
    public int NumSamples { get; init; } = 100_000;

    [Description("A feature of whole, non-negative numbers with at most this many different values is an ENUM. Default: 10.")]
    [Range(1, 100_000)]
    public int MaxUniqueEnumValues { get; init; } = 10;

    [Description("Number of intervals between the boundaries of a QUANTILE feature. Default: 20.")]
    [Range(1, 100_000)]
    public int QuantileSize { get; init; } = 20;

    [Description("D'Agostino-Pearson K² above which values are too far from normal to be CONTINUOUS or BOXCOX. Default: 1000.")]
    [Range(0.0, double.MaxValue)]
    public double QuantileK2Threshold { get; init; } = 1000;

    [Description("Never choose BOXCOX; an override still can. Default: false.")]
    public bool SkipBoxCox { get; init; }

    [Description("Never choose QUANTILE; an override still can. Default: true.")]
    public bool SkipQuantiles { get; init; } = true;

    [Description("Feature type by feature id, instead of the one that the values suggest. Default: none.")]
    public IReadOnlyDictionary<long, FeatureType>? FeatureOverrides { get; init; }

    [Description("Percentage of the rows from which to sample, 0 to 100; empty samples from all. Default: none.")]
    [Range(0.0, 100.0)]
    public double? Tablesample { get; init; }

    [Description("Take a missing feature for a value of 0 that is then transformed, instead of a network input of 0. Default: false.")]
    public bool SetMissingValueToZero { get; init; }

    [Description("Ids of the only features to use; empty uses all. Default: none.")]
    public IReadOnlyList<long>? AllowedlistFeatures { get; init; }

    [Description("Fail when a feature of allowedlist_features cannot be identified. Default: true.")]
    public bool AssertAllowedlistFeatureCoverage { get; init; } = true;

    [Description("Smallest standard deviation to divide by; 0 stretches features of any variation to standard deviation 1. Default: 1.0.")]
    [Range(0.0, double.MaxValue)]
    public double MinimumStddev { get; init; } = 1.0;

    [Description("Memory for the sampled values of all features together, in MiB; where it is short, fewer values of each feature are kept. Default: 64.")]
    [Range(1, 1 << 20)]
    public int SketchMemoryMb { get; init; } = 64;

    [Description("Most different feature ids; a log with more is refused. Default: 20000.")]
    [Range(1, 1 << 24)]
    public int MaxFeatures { get; init; } = 20_000;
}
