using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Security;

namespace ReAgent.Contracts.Scheduling;

/// <summary>
/// Shares the cluster's places among experiments: higher priority first, then the experiment that holds the fewest. It has one key, 0.
/// </summary>
/// <remarks>
/// It keeps nothing that it could not lose: every experiment says, again and again, all that it holds and all that it waits for. A new activation
/// knows everything after one round. Silos admit no more work than they have places for, so a moment of ignorance does no harm.
/// </remarks>
public interface ISchedulerGrain : IGrainWithIntegerKey
{
    /// <summary>Says all that an experiment holds and waits for, and hears what it has been given beyond that. What is no longer mentioned is free.</summary>
    Task<ScheduleAnswer> Report(ExperimentNeeds needs);

    /// <summary>Silos, their load, and the queue.</summary>
    [RequiresRole(Role.Viewer)]
    Task<ClusterLoad> Load();
}

/// <summary>All that an experiment holds and waits for.</summary>
/// <param name="Experiment">Its name.</param>
/// <param name="Priority">Its priority; higher goes first.</param>
/// <param name="Waiting">Work that waits for a place, in the order in which it should get one.</param>
/// <param name="Held">Places in use.</param>
[GenerateSerializer, Immutable, Alias("reagent.experiment-needs")]
public sealed record ExperimentNeeds(
    [property: Id(0)] string Experiment,
    [property: Id(1)] int Priority,
    [property: Id(2)] ImmutableArray<WorkDemand> Waiting,
    [property: Id(3)] ImmutableArray<WorkPlace> Held);

/// <summary>What an experiment has been given.</summary>
/// <param name="Granted">New places.</param>
/// <param name="Note">Why the rest waits, for people; null when nothing does.</param>
[GenerateSerializer, Immutable, Alias("reagent.schedule-answer")]
public sealed record ScheduleAnswer([property: Id(0)] ImmutableArray<WorkPlace> Granted, [property: Id(1)] string? Note);
