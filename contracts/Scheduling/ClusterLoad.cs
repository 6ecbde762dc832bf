using System.Collections.Immutable;
using Orleans;

namespace ReAgent.Contracts.Scheduling;

/// <summary>The cluster as the scheduler sees it.</summary>
/// <param name="Silos">Silos that take work, by name.</param>
/// <param name="Experiments">Experiments that hold or want places, by priority and name.</param>
[GenerateSerializer, Immutable, Alias("reagent.cluster-load")]
public sealed record ClusterLoad([property: Id(0)] ImmutableArray<SiloLoad> Silos, [property: Id(1)] ImmutableArray<ExperimentLoad> Experiments);

/// <summary>A silo's places and what holds them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address as text.</param>
/// <param name="Roles">What it is for.</param>
/// <param name="Devices">Its accelerators.</param>
/// <param name="Workers">How many pieces of work may run on it at once.</param>
/// <param name="Work">Grain keys of the work that holds its places.</param>
[GenerateSerializer, Immutable, Alias("reagent.silo-load")]
public sealed record SiloLoad(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] ImmutableArray<string> Roles,
    [property: Id(3)] ImmutableArray<string> Devices,
    [property: Id(4)] int Workers,
    [property: Id(5)] ImmutableArray<string> Work);

/// <summary>An experiment's share.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Held">Places that it holds.</param>
/// <param name="Waiting">Pieces of work that wait for a place.</param>
[GenerateSerializer, Immutable, Alias("reagent.experiment-load")]
public sealed record ExperimentLoad([property: Id(0)] string Name, [property: Id(1)] int Priority, [property: Id(2)] int Held, [property: Id(3)] int Waiting);
