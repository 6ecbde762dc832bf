using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>One stage of an experiment: which work items it consists of, who does them, and what to say about the result.</summary>
internal interface IStage
{
    /// <summary>Which stage this is.</summary>
    Stage Stage { get; }

    /// <summary>What its progress counts.</summary>
    string Unit { get; }

    /// <summary>Folders that hold the stage's output and nothing else; files that no manifest of the stage names are removed from them at its end.</summary>
    ImmutableArray<string> Folders { get; }

    /// <summary>False when the config does not need the stage.</summary>
    bool Applies(ExperimentConfig config);

    /// <summary>
    /// The next items, given the stage's manifests so far; empty when the stage is complete. Most stages have one wave of items; a stage
    /// whose items build on each other has several.
    /// </summary>
    Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar);

    /// <summary>The grain that does an item.</summary>
    IWorkGrain Worker(IGrainFactory grains, WorkItem item);

    /// <summary>The manifests that count for the stages after it; those of steps in between are left out.</summary>
    ImmutableArray<WorkManifest> Outcome(ImmutableArray<WorkManifest> manifests) => manifests;

    /// <summary>What came out, for people.</summary>
    ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests);
}
