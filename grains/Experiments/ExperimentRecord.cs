using Orleans;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Grains.Experiments;

/// <summary>What was last asked of an experiment that is under way, and is still to be done.</summary>
public enum ExperimentWish
{
    /// <summary>Nothing but to go on.</summary>
    None,

    /// <summary>To hold still.</summary>
    Pause,

    /// <summary>To stop.</summary>
    Cancel,

    /// <summary>To be removed with its files.</summary>
    Delete,
}

/// <summary>
/// What an experiment grain remembers. It is little on purpose: how far the work is, its manifests say.
/// </summary>
[GenerateSerializer, Alias("reagent.experiment-record")]
public sealed record ExperimentRecord
{
    /// <summary>What was asked for.</summary>
    [Id(0)]
    public ExperimentSpec? Spec { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public ExperimentState State { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(2)]
    public string? Failure { get; init; }

    /// <summary>What is still to be done.</summary>
    [Id(3)]
    public ExperimentWish Wish { get; init; }

    /// <summary>When it was last started, UTC.</summary>
    [Id(4)]
    public DateTime Started { get; init; }

    /// <summary>When its state last changed, UTC.</summary>
    [Id(5)]
    public DateTime Changed { get; init; }

    /// <summary>The span that it is, which goes on in whichever process it does; null when nobody listened when it began.</summary>
    [Id(6)]
    public string? Trace { get; init; }
}
