using Orleans;
using Orleans.Concurrency;
using ReAgent.Contracts.Security;

namespace ReAgent.Contracts.Experiments;

/// <summary>
/// One experiment: a small durable state machine over pure work items. Its key is the experiment's name. It survives the death of any
/// process: a reminder wakes it, and finished work is found by its manifests.
/// </summary>
/// <remarks>
/// What is asked of it is remembered before it is answered, and holds even when the process dies the moment after. Asking again is always safe.
/// </remarks>
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>Starts the experiment, or continues it. A running experiment with the same spec is joined; with another spec it is refused.</summary>
    /// <exception cref="InvalidOperationException">The experiment is running with another spec.</exception>
    [AlwaysInterleave, RequiresRole(Role.Operator)]
    Task<ExperimentStatus> Start(ExperimentSpec spec, CancellationToken cancellationToken);

    /// <summary>Where the experiment stands now.</summary>
    [AlwaysInterleave, RequiresRole(Role.Viewer)]
    Task<ExperimentStatus> Status();

    /// <summary>
    /// The experiment's standing whenever it changed, coalesced (a slow reader gets the latest, not every one), ending with the final one.
    /// </summary>
    [AlwaysInterleave, RequiresRole(Role.Viewer)]
    IAsyncEnumerable<ExperimentStatus> Watch(long afterVersion, CancellationToken cancellationToken);

    /// <summary>Stops at the next safe point. Nothing is lost: starting or resuming it continues.</summary>
    [AlwaysInterleave, RequiresRole(Role.Operator)]
    Task Cancel();

    /// <summary>Gives its places up at the next safe point, until it is resumed.</summary>
    /// <exception cref="InvalidOperationException">It is not running.</exception>
    [AlwaysInterleave, RequiresRole(Role.Operator)]
    Task Pause();

    /// <summary>Continues an experiment that was paused or cancelled or has failed, with the spec it had. One that is running or completed stays as it is.</summary>
    /// <exception cref="InvalidOperationException">It was never started.</exception>
    [AlwaysInterleave, RequiresRole(Role.Operator)]
    Task<ExperimentStatus> Resume();

    /// <summary>Stops it, and removes it with all the files that it has written. Its logs, which it only read, stay.</summary>
    [AlwaysInterleave, RequiresRole(Role.Administrator)]
    Task Delete();
}
