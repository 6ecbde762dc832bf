using System.Collections.Immutable;
using System.ComponentModel;

namespace ReAgent.Learning.Policies;

/// <summary>How a policy came to be.</summary>
public sealed record PolicyProvenance
{
    /// <summary>Seed of the experiment.</summary>
    [Description("Seed of the experiment. Default: 0.")]
    public ulong Seed { get; init; }

    /// <summary>Transitions it was trained on.</summary>
    [Description("Transitions it was trained on. Default: 0.")]
    public long Rows { get; init; }

    /// <summary>Share of the logged episodes, by hash of their ids, that it was not trained on: in [0, 1).</summary>
    [Description("Share of the logged episodes, by hash of their ids, that were held out. Default: 0.")]
    public double HeldOutShare { get; init; }

    /// <summary>Passes over them.</summary>
    [Description("Passes over the transitions. Default: 0.")]
    public int Epochs { get; init; }

    /// <summary>Training steps.</summary>
    [Description("Training steps. Default: 0.")]
    public long Steps { get; init; }

    /// <summary>What the configuration and the data were: equal fingerprints mean the same training.</summary>
    [Description("Fingerprint of configuration and data. Default: empty.")]
    public string Fingerprint { get; init; } = "";

    /// <summary>Means over the last epoch: losses and statistics by name.</summary>
    [Description("Means over the last epoch. Default: none.")]
    public ImmutableSortedDictionary<string, double> Readings { get; init; } = ImmutableSortedDictionary<string, double>.Empty;
}
