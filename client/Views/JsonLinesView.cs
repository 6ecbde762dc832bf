using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Client.Commands;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views;

/// <summary>
/// One JSON object in each line, for programs: <c>started</c>, then a <c>stage</c> whenever one has moved, and last <c>finished</c>, which has the exit code and every result.
/// </summary>
internal sealed class JsonLinesView(TextWriter output) : IRunView
{
    private readonly Dictionary<Stage, StageStatus> _shown = [];

    private ExperimentState _state = ExperimentState.Running;

    // A signal can come while a line is being written.
    private readonly Lock _line = new();

    /// <inheritdoc/>
    public void Started(RunRequest request) => Write("started", json =>
    {
        json.WriteString("experiment", request.Spec.Name);
        json.WriteString("folder", request.Spec.Folder);
        json.WriteNumber("seed", request.Seed);
        if (request.Place is not null)
        {
            json.WriteString("place", request.Place);
        }

        json.WriteString("from", ProgressText.Name(request.Spec.From));
        json.WriteString("until", ProgressText.Name(request.Spec.Until));
        Problems(json, "notes", request.Notes);
    });

    /// <inheritdoc/>
    public async Task Follow(IAsyncEnumerable<ExperimentStatus> statuses)
    {
        await foreach (var status in statuses)
        {
            foreach (var stage in RunResult.Shown(status).Where(stage => !Same(stage)))
            {
                _shown[stage.Stage] = stage;
                Write("stage", json => Stage(json, stage));
            }

            if (_state != status.State && ExperimentWatch.IsUnderWay(status.State))
            {
                _state = status.State;
                Write(_state == ExperimentState.Paused ? "paused" : "resumed", _ => { });
            }
        }
    }

    /// <inheritdoc/>
    public void Stopping() => Write("stopping", _ => { });

    /// <inheritdoc/>
    public void Remark(RunRemark remark) => Write(remark.Kind, json => json.WriteString("message", remark.Text));

    /// <inheritdoc/>
    public void Finished(RunResult result) => Write("finished", json =>
    {
        json.WriteString("experiment", result.Status.Spec?.Name);
        json.WriteString("state", JsonText.Name(result.Status.State));
        json.WriteNumber("exit_code", result.ExitCode);
        json.WriteString("message", ProgressText.Ending(result));
        json.WriteString("failure", result.Status.Failure);
        json.WriteBoolean("nothing_to_do", result.NothingToDo);
        json.WriteNumber("elapsed_seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
        json.WriteStartArray("stages");
        foreach (var stage in result.Stages)
        {
            json.WriteStartObject();
            Stage(json, stage);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <inheritdoc/>
    public void Refused(ImmutableArray<ConfigProblem> problems) => Write("finished", json =>
    {
        json.WriteString("state", "refused");
        json.WriteNumber("exit_code", ExitCode.BadUsage);
        json.WriteString("message", RunText.Refused(problems));
        Problems(json, "problems", problems);
    });

    /// <inheritdoc/>
    public void Broken(string message) => Write("finished", json =>
    {
        json.WriteString("state", "failed");
        json.WriteNumber("exit_code", ExitCode.Failed);
        json.WriteString("message", message);
    });

    // The elapsed time alone is no news.
    private bool Same(StageStatus stage) => _shown.TryGetValue(stage.Stage, out var shown)
        && shown.State == stage.State
        && shown.Note == stage.Note
        && shown.Progress.Completed == stage.Progress.Completed
        && shown.Progress.Total == stage.Progress.Total
        && shown.Progress.Readings.SequenceEqual(stage.Progress.Readings)
        && shown.Summary.SequenceEqual(stage.Summary);

    /// <summary>A stage's fields.</summary>
    internal static void Stage(Utf8JsonWriter json, StageStatus stage)
    {
        json.WriteString("stage", ProgressText.Name(stage.Stage));
        json.WriteString("state", JsonText.Name(stage.State));
        json.WriteNumber("completed", stage.Progress.Completed);
        json.WriteNumber("total", stage.Progress.Total);
        json.WriteString("unit", stage.Progress.Unit);
        json.WriteNumber("elapsed_seconds", Math.Round(stage.Elapsed.TotalSeconds, 3));
        if (stage.Note is not null)
        {
            json.WriteString("note", stage.Note);
        }

        json.WriteStartObject("readings");
        foreach (var (name, value) in stage.Progress.Readings)
        {
            // JSON has no infinities; a loss that diverged is null.
            if (double.IsFinite(value))
            {
                json.WriteNumber(name, value);
            }
            else
            {
                json.WriteNull(name);
            }
        }

        json.WriteEndObject();
        json.WriteStartObject("summary");
        foreach (var line in stage.Summary.DistinctBy(line => line.Label))
        {
            json.WriteString(line.Label, line.Text);
        }

        json.WriteEndObject();
    }

    private static void Problems(Utf8JsonWriter json, string name, ImmutableArray<ConfigProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("source", problem.Position.Source ?? "");
            json.WriteNumber("line", problem.Position.Line);
            json.WriteNumber("column", problem.Position.Column);
            json.WriteString("key", problem.Key);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

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
