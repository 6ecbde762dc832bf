using System.Diagnostics;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Telemetry;

/// <summary>Names of what spans, metrics and log records say of experiments and their work. docs/telemetry.md lists them.</summary>
public static class Attributes
{
    /// <summary>Name of the experiment.</summary>
    public const string Experiment = "reagent.experiment";

    /// <summary>How an experiment ended, or where it stands.</summary>
    public const string ExperimentState = "reagent.experiment.state";

    /// <summary>Its priority.</summary>
    public const string Priority = "reagent.experiment.priority";

    /// <summary>Its folder, relative to the data root.</summary>
    public const string Folder = "reagent.experiment.folder";

    /// <summary>Name of the stage, in lower case.</summary>
    public const string Stage = "reagent.stage";

    /// <summary>How a stage ended.</summary>
    public const string StageState = "reagent.stage.state";

    /// <summary>Kind of the work, with its version.</summary>
    public const string Kind = "reagent.work.kind";

    /// <summary>Which of the stage's items of that kind, from 0.</summary>
    public const string Index = "reagent.work.index";

    /// <summary>How many items there are.</summary>
    public const string Count = "reagent.work.count";

    /// <summary>Identity of the work.</summary>
    public const string Id = "reagent.work.id";

    /// <summary>Which try, from 1.</summary>
    public const string Attempt = "reagent.work.attempt";

    /// <summary>What became of the work.</summary>
    public const string WorkState = "reagent.work.state";

    /// <summary>Whether the output was there already.</summary>
    public const string Reused = "reagent.work.reused";

    /// <summary>Units of work done: rows, steps, episodes.</summary>
    public const string Completed = "reagent.completed";

    /// <summary>Says which work a span is about.</summary>
    public static void Describe(Activity span, WorkItem item) =>
        span.SetTag(Kind, item.Kind).SetTag(Index, item.Index).SetTag(Count, item.Count).SetTag(Id, item.Id());
}
