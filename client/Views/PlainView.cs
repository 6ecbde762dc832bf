using System.Collections.Immutable;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views;

/// <summary>Plain lines, for pipes and build logs: one when a stage starts, one when it ends, and at most one every few seconds in between.</summary>
internal sealed class PlainView(TextWriter output, TextWriter errors, TimeProvider time) : IRunView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Stage, StageState> _shown = [];
    private readonly Dictionary<Stage, string?> _notes = [];
    private bool _isPaused;
    private long _lastLine = time.GetTimestamp();

    /// <inheritdoc/>
    public void Started(RunRequest request)
    {
        foreach (var note in request.Notes)
        {
            errors.WriteLine($"note: {note}");
        }

        output.WriteLine($"{request.Spec.Name}: {RunText.Way(request.Spec)} in {request.Spec.Folder} (seed {request.Seed}){RunText.On(request)}");
    }

    /// <inheritdoc/>
    public async Task Follow(IAsyncEnumerable<ExperimentStatus> statuses)
    {
        await foreach (var status in statuses)
        {
            foreach (var stage in RunResult.Shown(status))
            {
                Show(stage);
            }

            if (_isPaused != (status.State == ExperimentState.Paused))
            {
                _isPaused = !_isPaused;
                output.WriteLine(_isPaused ? RunText.Paused : RunText.Resumed);
                output.Flush();
            }
        }
    }

    /// <inheritdoc/>
    public void Stopping() => output.WriteLine(RunText.Stopping);

    /// <inheritdoc/>
    public void Remark(RunRemark remark) => (remark.IsTrouble ? errors : output).WriteLine(remark.Text);

    /// <inheritdoc/>
    public void Finished(RunResult result)
    {
        output.WriteLine();
        foreach (var line in SummaryLines.Of(result))
        {
            output.WriteLine(line);
        }

        var writer = result.Status.State == ExperimentState.Failed || result.BelowBar is not null ? errors : output;
        writer.WriteLine(ProgressText.Ending(result));
    }

    /// <inheritdoc/>
    public void Refused(ImmutableArray<ConfigProblem> problems)
    {
        foreach (var problem in problems)
        {
            errors.WriteLine(problem);
        }

        errors.WriteLine(RunText.Refused(problems));
    }

    /// <inheritdoc/>
    public void Broken(string message) => errors.WriteLine($"error: {message}");

    private void Show(StageStatus stage)
    {
        var before = _shown.GetValueOrDefault(stage.Stage, StageState.Pending);
        _shown[stage.Stage] = stage.State;
        if (stage.State == StageState.Running)
        {
            if (before != StageState.Running)
            {
                Line(stage, stage.Note is null ? "started" : $"started; {stage.Note}");
            }
            else if ((stage.Note is not null && _notes.GetValueOrDefault(stage.Stage) is null) || time.GetElapsedTime(_lastLine) >= Pause)
            {
                Line(stage, ProgressText.Of(stage));
            }
        }
        else if (stage.State != before)
        {
            Line(stage, RunText.End(stage));
        }

        _notes[stage.Stage] = stage.Note;
    }

    private void Line(StageStatus stage, string text)
    {
        output.WriteLine($"{ProgressText.Name(stage.Stage).PadRight(ProgressText.NameWidth)}  {text}");
        output.Flush();
        _lastLine = time.GetTimestamp();
    }
}
