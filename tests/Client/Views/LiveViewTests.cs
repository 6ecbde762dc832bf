using ReAgent.Client.Experiments;
using ReAgent.Client.Tests.Experiments;
using ReAgent.Client.Views;
using ReAgent.Contracts.Experiments;
using Spectre.Console;
using Xunit;

namespace ReAgent.Client.Tests.Views;

public sealed class LiveViewTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Each_stage_has_a_bar_with_its_pace_and_readings()
    {
        var experiment = new ScriptedExperiment(_time)
            .Begins(Stage.Train)
            .Moves(Stage.Train, 2, 50, 200, "steps", ("loss", 0.25))
            .Ends(Stage.Train, StageState.Done, 6, new SummaryLine("loss", "0.1 [final]"))
            .Ends(Stage.Publish, StageState.Done, 1, new SummaryLine("report", "outputs/x/report.html"))
            .Finishes();

        await Run(experiment, terminal: true);

        var shown = _output.ToString();
        Assert.Contains("50 of 200 steps (25 %), 25/s, 6.0 s left, loss 0.25", shown, StringComparison.Ordinal);
        Assert.Contains("done in 8.0 s", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_at_the_end_has_the_results_and_paths_stand_outside_it()
    {
        var experiment = new ScriptedExperiment(_time)
            .Ends(Stage.Train, StageState.Done, 8, new SummaryLine("loss", "0.1 [final]"))
            .Ends(Stage.Publish, StageState.Done, 1, new SummaryLine("report", "outputs/x/report.html"))
            .Finishes();

        await Run(experiment);

        Assert.EndsWith(
            """
            ╭───────┬───────┬───────┬───────────────────╮
            │ stage │ state │  time │ result            │
            ├───────┼───────┼───────┼───────────────────┤
            │ train │ done  │ 8.0 s │ loss: 0.1 [final] │
            ╰───────┴───────┴───────┴───────────────────╯
            report: outputs/x/report.html
            completed in 9.0 s

            """,
            _output.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(_errors.ToString());
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private async Task Run(ScriptedExperiment experiment, bool terminal = false)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(_output),
        });
        console.Profile.Width = 140;
        var view = new LiveView(console, _errors, autoRefresh: false);
        var started = _time.GetTimestamp();
        var request = new RunRequest(new ExperimentSpec("x", "outputs/x", "{}"), 1, []);
        view.Started(request);
        view.Finished(await new ExperimentRun(experiment, view, _time).Execute(request, started, CancellationToken.None));
    }
}
