using System.Collections.Immutable;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;
using Spectre.Console;

namespace ReAgent.Client.Views;

/// <summary>A terminal: a bar for each stage, redrawn in place, and a table at the end.</summary>
/// <param name="console">The terminal.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="autoRefresh">False to redraw only when there is news, which makes the output a function of the news.</param>
internal sealed class LiveView(IAnsiConsole console, TextWriter errors, bool autoRefresh = true) : IRunView
{
    /// <inheritdoc/>
    public void Started(RunRequest request)
    {
        foreach (var note in request.Notes)
        {
            console.MarkupLineInterpolated($"[yellow]note:[/] {note}");
        }

        console.MarkupLineInterpolated($"[bold]{request.Spec.Name}[/]: {RunText.Way(request.Spec)} in {request.Spec.Folder} (seed {request.Seed}){RunText.On(request)}");
    }

    /// <inheritdoc/>
    public Task Follow(IAsyncEnumerable<ExperimentStatus> statuses)
    {
        var texts = new StageTextColumn();
        return console.Progress()
            .AutoRefresh(autoRefresh)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, texts)
            .StartAsync(async context =>
            {
                var bars = new Dictionary<Stage, ProgressTask>();
                await foreach (var status in statuses)
                {
                    foreach (var stage in RunResult.Shown(status))
                    {
                        if (!bars.TryGetValue(stage.Stage, out var bar))
                        {
                            bar = bars[stage.Stage] = context.AddTask(ProgressText.Name(stage.Stage));
                        }

                        Show(stage, bar);
                        texts.Say(bar, stage.State != StageState.Running ? Ended(stage) : status.State == ExperimentState.Paused ? $"paused, {ProgressText.Of(stage)}" : ProgressText.Of(stage));
                    }

                    if (!autoRefresh)
                    {
                        context.Refresh();
                    }
                }
            });
    }

    // Short, so that names and bars keep their width: the results are in the table below.
    private static string Ended(StageStatus stage) => stage.State == StageState.Done
        ? $"done in {ProgressText.Duration(stage.Elapsed)}"
        : ProgressText.Name(stage.State);

    /// <inheritdoc/>
    public void Stopping() => console.MarkupLineInterpolated($"[yellow]{RunText.Stopping}[/]");

    /// <inheritdoc/>
    public void Remark(RunRemark remark) => console.MarkupLineInterpolated($"[yellow]{remark.Text}[/]");

    /// <inheritdoc/>
    public void Finished(RunResult result)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("stage");
        table.AddColumn("state");
        table.AddColumn(new TableColumn("time").RightAligned());
        table.AddColumn("result");
        foreach (var stage in result.Stages.Where(stage => stage.Stage != Stage.Publish || stage.State == StageState.Failed))
        {
            table.AddRow(
                new Text(ProgressText.Name(stage.Stage)),
                new Text(ProgressText.Name(stage.State), Colour(stage.State)),
                new Text(stage.State is StageState.Done or StageState.Failed ? ProgressText.Duration(stage.Elapsed) : ""),
                new Text(string.Join('\n', stage.Summary.Select(line => $"{line.Label}: {line.Text}"))));
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        // Paths stand outside the table, whole, so that they can be clicked and copied.
        foreach (var line in result.Stages.Where(stage => stage is { Stage: Stage.Publish, State: not StageState.Failed }).SelectMany(stage => stage.Summary))
        {
            console.WriteLine($"{line.Label}: {line.Text}");
        }

        var colour = result.ExitCode == 0 ? "green" : result.Status.State == ExperimentState.Failed ? "red" : "yellow";
        console.MarkupLine($"[{colour}]{Markup.Escape(ProgressText.Ending(result))}[/]");
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

    private static void Show(StageStatus stage, ProgressTask bar)
    {
        var over = stage.State is not (StageState.Pending or StageState.Running);
        var known = stage.Progress.Total > 0;
        bar.IsIndeterminate = !over && !known;
        bar.MaxValue = known ? stage.Progress.Total : 1;
        bar.Value = over && stage.State != StageState.Failed ? bar.MaxValue : known ? stage.Progress.Completed : 0;
        if (over)
        {
            bar.StopTask();
        }
    }

    private static Style Colour(StageState state) => state switch
    {
        StageState.Done or StageState.Reused => new Style(Color.Green),
        StageState.Failed => new Style(Color.Red),
        _ => Style.Plain,
    };
}
