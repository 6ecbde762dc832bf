using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Trainers;

/// <summary>How training rows are read: the original's <c>reader_options</c> section.</summary>
[NoEffect("petastorm_reader_pool_type", "rows are read from the timeline's Parquet parts directly")]
public sealed record ReaderOptions
{
    /// <summary>B, rows per training step.</summary>
    [Description("Rows per training step; the last batch of an epoch may be smaller. Default: 1024.")]
    [Range(1, 1 << 24)]
    public int MinibatchSize { get; init; } = 1024;
}
