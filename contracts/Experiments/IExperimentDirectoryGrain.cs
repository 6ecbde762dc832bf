using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Security;

namespace ReAgent.Contracts.Experiments;

/// <summary>Knows every experiment of the cluster. It has one key, 0.</summary>
public interface IExperimentDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>All experiments, the latest change first.</summary>
    [RequiresRole(Role.Viewer)]
    Task<ImmutableArray<ExperimentSummary>> List();

    /// <summary>Enters an experiment, or what changed of it.</summary>
    Task Enter(ExperimentSummary experiment);

    /// <summary>Takes out an experiment that was deleted.</summary>
    Task Remove(string name);
}

/// <summary>An experiment in a list. How far a running one is, it says itself: <see cref="IExperimentGrain.Status"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Folder">Where its outputs are, relative to the data root.</param>
/// <param name="Started">When it was last started, UTC.</param>
/// <param name="Changed">When its state last changed, UTC.</param>
/// <param name="Failure">Why it failed.</param>
[GenerateSerializer, Immutable, Alias("reagent.experiment-summary")]
public sealed record ExperimentSummary(
    [property: Id(0)] string Name,
    [property: Id(1)] ExperimentState State,
    [property: Id(2)] int Priority,
    [property: Id(3)] string Folder,
    [property: Id(4)] DateTime Started,
    [property: Id(5)] DateTime Changed,
    [property: Id(6)] string? Failure);
