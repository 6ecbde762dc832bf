using System.Collections.Immutable;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Experiments;

/// <summary>How a run ended.</summary>
/// <param name="Status">The experiment's final standing.</param>
/// <param name="Elapsed">Time from the start of the command.</param>
internal sealed record RunResult(ExperimentStatus Status, TimeSpan Elapsed)
{
    /// <summary>True when the user stopped following: the experiment goes on.</summary>
    public bool WasLeft { get; init; }

    /// <summary>The stages worth showing.</summary>
    public ImmutableArray<StageStatus> Stages => [.. Shown(Status)];

    /// <summary>True when no stage had anything to do.</summary>
    public bool NothingToDo => Status.State == ExperimentState.Completed
        && Stages.Any(stage => stage.State == StageState.Reused)
        && Stages.All(stage => stage.State is StageState.Reused or StageState.Skipped);

    /// <summary>The evaluation's verdict when the policy stayed below the bar; null when it did not, or there is no bar.</summary>
    public string? BelowBar => Stages
        .SelectMany(stage => stage.Summary)
        .FirstOrDefault(line => line.Kind == SummaryKind.Shortfall)?.Text;

    /// <summary>The exit code of the command.</summary>
    public int ExitCode => Status.State switch
    {
        ExperimentState.Completed when BelowBar is not null => Commands.ExitCode.BelowBar,
        ExperimentState.Completed => Commands.ExitCode.Success,
        ExperimentState.Cancelled => Commands.ExitCode.Cancelled,
        _ when WasLeft => Commands.ExitCode.Cancelled,
        _ => Commands.ExitCode.Failed,
    };

    /// <summary>The stages that were asked for and have begun, and any earlier one that failed.</summary>
    public static IEnumerable<StageStatus> Shown(ExperimentStatus status) => status.Stages.Where(stage => stage.State == StageState.Failed
        || (stage.State != StageState.Pending && status.Spec is { } spec && stage.Stage >= spec.From && stage.Stage <= spec.Until));
}
