using System.Collections.Immutable;
using ReAgent.Contracts.Experiments;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Client.Sweeps;

/// <summary>How a sweep ended.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Outcomes">How each trial ended, in the order of the plan.</param>
/// <param name="Selection">What its settings came to, and which is picked.</param>
/// <param name="Elapsed">Time from the start of the command.</param>
internal sealed record SweepResult(SweepPlan Plan, ImmutableArray<TrialOutcome> Outcomes, SettingSelection Selection, TimeSpan Elapsed)
{
    /// <summary>Trials that failed.</summary>
    public IEnumerable<TrialOutcome> Failed => Outcomes.Where(outcome => outcome.State is not (ExperimentState.Completed or ExperimentState.Cancelled));

    /// <summary>True when some trial was stopped, or its turn never came.</summary>
    public bool WasStopped => Outcomes.Any(outcome => outcome.State == ExperimentState.Cancelled);

    /// <summary>True when a trial of the picked setting (of any, when none is picked) stayed below <c>passing_score_bar</c>.</summary>
    public bool IsBelowBar => Outcomes.Any(outcome => outcome.IsBelowBar && (Selection.Picked is null || outcome.Trial.Setting == Selection.Picked));

    /// <summary>The exit code of the command.</summary>
    public int ExitCode => WasStopped ? Commands.ExitCode.Cancelled
        : Failed.Any() ? Commands.ExitCode.Failed
        : IsBelowBar ? Commands.ExitCode.BelowBar
        : Commands.ExitCode.Success;
}
