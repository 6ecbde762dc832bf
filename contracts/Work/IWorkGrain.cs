using Orleans;
using Orleans.Concurrency;

namespace ReAgent.Contracts.Work;

/// <summary>
/// A grain that carries out one work item. Its key is the item's <see cref="WorkItem.GrainKey"/>, so asking twice never does the work twice.
/// The work itself runs on the silo's compute pool; the grain's turns are short and it answers while the work goes on.
/// </summary>
public interface IWorkGrain : IGrainWithStringKey
{
    /// <summary>
    /// Starts the work, or joins it when it is under way, and answers when it ends, when it moved on, or after a few seconds, whichever is
    /// first: well inside the response time-out. Call again until the state is final. Finished work is found by its manifest and returned.
    /// </summary>
    [AlwaysInterleave]
    Task<WorkStatus> Run(WorkItem item, CancellationToken cancellationToken);

    /// <summary>Stops the work at its next safe point; a later <see cref="Run"/> continues it.</summary>
    [AlwaysInterleave]
    Task Cancel();
}
