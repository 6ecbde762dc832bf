using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Work;

/// <summary>One kind of work: a pure function from a work item to files and a summary.</summary>
public interface IWork
{
    /// <summary>The kind of items it carries out, with its version: <c>timeline-shard/1</c>.</summary>
    string Kind { get; }

    /// <summary>What its progress counts: <c>rows</c>, <c>steps</c>, <c>episodes</c>.</summary>
    string Unit { get; }

    /// <summary>What an item needs of the silo that does it.</summary>
    WorkNeed Need(WorkItem item) => new(SiloTraits.DataRole);

    /// <summary>Does the work and publishes its output. Called on the compute pool.</summary>
    Task<WorkManifest> Perform(WorkContext context);
}
