using Orleans;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Grains.Experiments;

/// <summary>
/// What an experiment grain remembers. It is little on purpose: how far the work is, its manifests say.
/// </summary>
[GenerateSerializer, Alias("reagent.experiment-record")]
public sealed class ExperimentRecord
{
    /// <summary>What was asked for.</summary>
    [Id(0)]
    public ExperimentSpec? Spec { get; set; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public ExperimentState State { get; set; }

    /// <summary>Why it failed.</summary>
    [Id(2)]
    public string? Failure { get; set; }
}
