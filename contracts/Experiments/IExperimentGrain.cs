using Orleans;
using Orleans.Concurrency;

namespace ReAgent.Contracts.Experiments;

/// <summary>
/// One experiment: a small durable state machine over pure work items. Its key is the experiment's name. It survives the death of any
/// process: a reminder wakes it, and finished work is found by its manifests.
/// </summary>
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>Starts the experiment, or continues it. A running experiment with the same spec is joined; with another spec it is refused.</summary>
    /// <exception cref="InvalidOperationException">The experiment is running with another spec.</exception>
    [AlwaysInterleave]
    Task<ExperimentStatus> Start(ExperimentSpec spec, CancellationToken cancellationToken);

    /// <summary>Where the experiment stands now.</summary>
    [AlwaysInterleave]
    Task<ExperimentStatus> Status();

    /// <summary>
    /// The experiment's standing whenever it changed, coalesced (a slow reader gets the latest, not every one), ending with the final one.
    /// </summary>
    [AlwaysInterleave]
    IAsyncEnumerable<ExperimentStatus> Watch(long afterVersion, CancellationToken cancellationToken);

    /// <summary>Stops at the next safe point. Nothing is lost: starting again continues.</summary>
    [AlwaysInterleave]
    Task Cancel();
}
