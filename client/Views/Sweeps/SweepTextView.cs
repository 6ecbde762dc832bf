using ReAgent.Client.Sweeps;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views.Sweeps;

/// <summary>
/// A sweep as plain lines: one when a trial starts and when it ends, at most one every few seconds in between, and last the table.
/// </summary>
internal sealed class SweepTextView(TextWriter output, TextWriter errors, TimeProvider time) : ISweepView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<PlannedTrial, long> _lastLine = [];
    private readonly Lock _line = new();
    private int _count;
    private int _finished;

    /// <inheritdoc/>
    public void Started(SweepPlan plan, int atOnce)
    {
        _count = plan.Trials.Length;
        foreach (var note in plan.Notes)
        {
            errors.WriteLine($"note: {note}");
        }

        Line($"{plan.Place.Name}: {SweepTable.Count(plan.Trials.Length, "trial")} of {SweepTable.Count(plan.Settings, "setting")} in {plan.Place.Folder}, {Math.Min(atOnce, _count)} at once");
    }

    /// <inheritdoc/>
    public void TrialStarted(PlannedTrial trial)
    {
        lock (_line)
        {
            _lastLine[trial] = time.GetTimestamp();
            Line($"{trial.Label}: started");
        }
    }

    /// <inheritdoc/>
    public void TrialMoved(PlannedTrial trial, StageStatus stage)
    {
        lock (_line)
        {
            if (stage.State == StageState.Running && time.GetElapsedTime(_lastLine[trial]) >= Pause)
            {
                _lastLine[trial] = time.GetTimestamp();
                Line($"{trial.Label}: {ProgressText.Name(stage.Stage)} {ProgressText.Of(stage)}");
            }
        }
    }

    /// <inheritdoc/>
    public void Remark(PlannedTrial trial, RunRemark remark)
    {
        lock (_line)
        {
            (remark.IsTrouble ? errors : output).WriteLine($"{trial.Label}: {remark.Text}");
        }
    }

    /// <inheritdoc/>
    public void Stopping()
    {
        lock (_line)
        {
            Line(RunText.Stopping);
        }
    }

    /// <inheritdoc/>
    public void TrialFinished(TrialOutcome outcome)
    {
        lock (_line)
        {
            _finished++;
            Line($"{outcome.Trial.Label}: {outcome.Ending} ({_finished} of {_count})");
        }
    }

    /// <inheritdoc/>
    public void Finished(SweepResult result)
    {
        output.WriteLine();
        foreach (var line in SweepTable.Of(result))
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        output.WriteLine(SweepTable.Pick(result));
        (result.ExitCode == Commands.ExitCode.Success ? output : errors).WriteLine(SweepTable.Ending(result));
    }

    private void Line(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }
}
