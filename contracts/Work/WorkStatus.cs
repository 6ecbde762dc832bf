using System.Collections.Immutable;
using Orleans;

namespace ReAgent.Contracts.Work;

/// <summary>Where a work item stands.</summary>
public enum WorkState
{
    /// <summary>Waiting for a place in the silo's compute pool.</summary>
    Waiting,

    /// <summary>Being worked on.</summary>
    Running,

    /// <summary>Finished; the manifest is set.</summary>
    Done,

    /// <summary>Failed; the failure is set. Asking again starts it again.</summary>
    Failed,

    /// <summary>Stopped on request. Asking again continues it.</summary>
    Cancelled,
}

/// <summary>Answer of a work grain: where the item stands, and how far it is.</summary>
/// <param name="State">Where the item stands.</param>
/// <param name="Progress">How far the work is.</param>
/// <param name="Manifest">What was written, when done.</param>
/// <param name="Failure">What went wrong, when failed: one or more sentences for people.</param>
/// <param name="Reused">True when the output was there already and nothing had to be done.</param>
/// <param name="MayPass">True when the failure came from outside, such as a full disk, and trying again later may help.</param>
/// <param name="InputLost">True when it failed because a file that it reads is gone: whatever made that file has to be done again.</param>
[GenerateSerializer, Immutable, Alias("reagent.work-status")]
public sealed record WorkStatus(
    [property: Id(0)] WorkState State,
    [property: Id(1)] WorkProgress Progress,
    [property: Id(2)] WorkManifest? Manifest = null,
    [property: Id(3)] string? Failure = null,
    [property: Id(4)] bool Reused = false,
    [property: Id(5)] bool MayPass = false,
    [property: Id(6)] bool InputLost = false);

/// <summary>How far a piece of work is.</summary>
/// <param name="Completed">Units completed.</param>
/// <param name="Total">Units in all; 0 when not known yet.</param>
/// <param name="Unit">What is counted: <c>rows</c>, <c>steps</c>, <c>episodes</c>.</param>
/// <param name="Readings">Latest readings worth showing, such as the loss; empty when there are none.</param>
[GenerateSerializer, Immutable, Alias("reagent.work-progress")]
public sealed record WorkProgress(
    [property: Id(0)] long Completed,
    [property: Id(1)] long Total,
    [property: Id(2)] string Unit,
    [property: Id(3)] ImmutableSortedDictionary<string, double> Readings)
{
    /// <summary>Nothing done yet.</summary>
    public static WorkProgress None(string unit) => new(0, 0, unit, ImmutableSortedDictionary<string, double>.Empty);
}
