using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Experiments;

/// <summary>Where an experiment stands as a whole.</summary>
public enum ExperimentState
{
    /// <summary>Never started.</summary>
    Unknown,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Every stage asked for is done.</summary>
    Completed,

    /// <summary>A stage failed; the failure says why.</summary>
    Failed,

    /// <summary>Stopped on request; starting it again continues it.</summary>
    Cancelled,

    /// <summary>Holding still on request until it is resumed.</summary>
    Paused,
}

/// <summary>Where one stage stands.</summary>
public enum StageState
{
    /// <summary>Its turn has not come.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done in this run.</summary>
    Done,

    /// <summary>Its output was there already; nothing had to be done.</summary>
    Reused,

    /// <summary>The config does not need it.</summary>
    Skipped,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>One stage's progress and result.</summary>
/// <param name="Stage">Which stage.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">Sum over the stage's work items.</param>
/// <param name="Elapsed">Time from its start to its end or to now.</param>
/// <param name="Summary">Results worth showing, in order: a label and a text for people.</param>
/// <param name="Note">What it waits for or had to do again, for people; null when there is nothing to say.</param>
[GenerateSerializer, Immutable, Alias("reagent.stage-status")]
public sealed record StageStatus(
    [property: Id(0)] Stage Stage,
    [property: Id(1)] StageState State,
    [property: Id(2)] WorkProgress Progress,
    [property: Id(3)] TimeSpan Elapsed,
    [property: Id(4)] ImmutableArray<SummaryLine> Summary,
    [property: Id(5)] string? Note = null);

/// <summary>What a summary line says about the result.</summary>
public enum SummaryKind
{
    /// <summary>A fact.</summary>
    Fact,

    /// <summary>The result stays below what the config asks for: a policy below <c>passing_score_bar</c>.</summary>
    Shortfall,
}

/// <summary>A labelled result: <c>mean return</c>, <c>199.4 ± 0.7 (50 episodes)</c>.</summary>
[GenerateSerializer, Immutable, Alias("reagent.summary-line")]
public sealed record SummaryLine([property: Id(0)] string Label, [property: Id(1)] string Text, [property: Id(2)] SummaryKind Kind = SummaryKind.Fact);

/// <summary>A whole experiment's standing.</summary>
/// <param name="Version">Rises with every change; pass it to <see cref="IExperimentGrain.Watch"/> to hear only what is new.</param>
/// <param name="Spec">What was asked for; null when the experiment was never started.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Stages">Every stage, in order.</param>
/// <param name="Failure">Why it failed, in sentences for people.</param>
[GenerateSerializer, Immutable, Alias("reagent.experiment-status")]
public sealed record ExperimentStatus(
    [property: Id(0)] long Version,
    [property: Id(1)] ExperimentSpec? Spec,
    [property: Id(2)] ExperimentState State,
    [property: Id(3)] ImmutableArray<StageStatus> Stages,
    [property: Id(4)] string? Failure);
