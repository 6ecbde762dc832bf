using System.Text.Json;
using ReAgent.Client.Sweeps;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views.Sweeps;

/// <summary>
/// A sweep as one JSON object in each line: <c>sweep_started</c>; <c>trial_started</c>, <c>trial_stage</c> and <c>trial_finished</c> for each trial; and last
/// <c>finished</c>, which has the exit code and everything that <c>sweep.json</c> has.
/// </summary>
internal sealed class SweepJsonLinesView(TextWriter output) : ISweepView
{
    private readonly Dictionary<(PlannedTrial, Stage), (StageState, long)> _shown = [];
    private readonly Lock _line = new();

    /// <inheritdoc/>
    public void Started(SweepPlan plan, int atOnce) => Write("sweep_started", json =>
    {
        json.WriteString("sweep", plan.Place.Name);
        json.WriteString("folder", plan.Place.Folder);
        json.WriteNumber("at_once", Math.Min(atOnce, plan.Trials.Length));
        json.List("trials", plan.Trials, trial => SweepJson.Trial(json, trial));
        json.Texts("notes", plan.Notes.Select(note => note.ToString()));
    });

    /// <inheritdoc/>
    public void TrialStarted(PlannedTrial trial) => Write("trial_started", json => SweepJson.Trial(json, trial));

    /// <inheritdoc/>
    public void TrialMoved(PlannedTrial trial, StageStatus stage)
    {
        lock (_line)
        {
            var now = (stage.State, stage.Progress.Completed);
            if (_shown.TryGetValue((trial, stage.Stage), out var shown) && shown == now)
            {
                return;
            }

            _shown[(trial, stage.Stage)] = now;
            Write("trial_stage", json =>
            {
                SweepJson.Trial(json, trial);
                JsonLinesView.Stage(json, stage);
            });
        }
    }

    /// <inheritdoc/>
    public void Remark(PlannedTrial trial, RunRemark remark) => Write(remark.Kind, json =>
    {
        SweepJson.Trial(json, trial);
        json.WriteString("message", remark.Text);
    });

    /// <inheritdoc/>
    public void Stopping() => Write("stopping", _ => { });

    /// <inheritdoc/>
    public void TrialFinished(TrialOutcome outcome) => Write("trial_finished", json =>
    {
        SweepJson.Trial(json, outcome.Trial);
        json.WriteString("state", JsonText.Name(outcome.State));
        json.WriteString("message", outcome.Ending);
    });

    /// <inheritdoc/>
    public void Finished(SweepResult result) => Write("finished", json =>
    {
        json.WriteNumber("exit_code", result.ExitCode);
        json.WriteString("message", SweepTable.Ending(result));
        json.WriteNumber("elapsed_seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
        SweepJson.Summary(json, result);
    });

    private void Write(string kind, Action<Utf8JsonWriter> body)
    {
        var line = JsonText.Object(json =>
        {
            json.WriteString("event", kind);
            body(json);
        });
        lock (_line)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
