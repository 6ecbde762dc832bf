using System.Text.Json.Nodes;
using ReAgent.Client.Commands;
using ReAgent.Client.Tests.Commands;
using ReAgent.Client.Tests.Experiments;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Sweeps;

public sealed class SweepCommandTests : IDisposable
{
    private const string TwoByTwo = "trainer:\n  gamma: {grid: [0.5, 0.9]}\nseeds: [1, 2]\n";

    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_trial_is_an_experiment_of_its_own_in_a_folder_of_its_own()
    {
        var host = Host(_ => Finishing(1, 100));

        Assert.Equal(ExitCode.Success, await Run(TwoByTwo));

        Assert.Equal(
            [
                new ExperimentSpec("pole.gamma-0.5.seed-1", "outputs/pole/trials/gamma-0.5/seed-1", """{"experiment_name":null,"seed":1,"num_epochs":1,"trainer":{"gamma":0.5,"actions":["0","1"]}}"""),
                new ExperimentSpec("pole.gamma-0.5.seed-2", "outputs/pole/trials/gamma-0.5/seed-2", """{"experiment_name":null,"seed":2,"num_epochs":1,"trainer":{"gamma":0.5,"actions":["0","1"]}}"""),
                new ExperimentSpec("pole.gamma-0.9.seed-1", "outputs/pole/trials/gamma-0.9/seed-1", """{"experiment_name":null,"seed":1,"num_epochs":1,"trainer":{"gamma":0.9,"actions":["0","1"]}}"""),
                new ExperimentSpec("pole.gamma-0.9.seed-2", "outputs/pole/trials/gamma-0.9/seed-2", """{"experiment_name":null,"seed":2,"num_epochs":1,"trainer":{"gamma":0.9,"actions":["0","1"]}}"""),
            ],
            host.Experiments.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Spec));
    }

    [Fact]
    public async Task The_setting_of_the_best_estimate_is_picked_though_the_environment_says_otherwise()
    {
        Host(name => name.Contains("0.5", StringComparison.Ordinal) ? Finishing(4, 10) : Finishing(1, 200));

        Assert.Equal(ExitCode.Success, await Run(TwoByTwo));

        Assert.Contains("Picked: gamma=0.5. By the weighted sequential doubly robust estimate", _bench.Output, StringComparison.Ordinal);
        var lines = _bench.Output.Split('\n');
        Assert.Matches(@"^\*  gamma=0\.5 +2 +4 \[4, 4\] +2 BETTER +10 \[10, 10\]$", Assert.Single(lines, line => line.StartsWith('*')));
        Assert.Contains(lines, line => line.StartsWith("environment: mean return of played episodes", StringComparison.Ordinal) && line.EndsWith("nothing is picked by it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_summary_is_written_for_programs()
    {
        Host(name => name.Contains("0.5", StringComparison.Ordinal) ? Finishing(4, 10) : Finishing(1, 200));

        await Run(TwoByTwo);

        var path = Path.Combine(_bench.Folder, "outputs/pole/sweep.json");
        var summary = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        Assert.Equal("gamma=0.5", (string?)summary["picked"]);
        Assert.Equal("weighted_doubly_robust", (string?)summary["estimator"]);
        Assert.Equal("return_per_episode", (string?)summary["unit"]);
        Assert.Equal("""["trainer.gamma"]""", summary["varied"]!.ToJsonString());
        Assert.Equal("""{"mean":4,"low":4,"high":4,"seeds":2}""", summary["settings"]![0]!["above_log"]!.ToJsonString());
        Assert.Equal(4, summary["trials"]!.AsArray().Count);
        Assert.Equal("outputs/pole/trials/gamma-0.9/seed-2", (string?)summary["trials"]![3]!["folder"]);
        Assert.Equal(["sweep.json", "trials"], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_estimates_nothing_is_picked_and_the_reason_is_told()
    {
        Host(name => name.Contains("0.5", StringComparison.Ordinal) ? Finishing(null, 10) : Finishing(null, 200));

        Assert.Equal(ExitCode.Success, await Run(TwoByTwo));

        Assert.Contains("\nNothing is picked: there is no counterfactual estimate.", _bench.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Picked:", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_trial_fails_the_sweep_after_the_others_have_finished()
    {
        Host(name => name.EndsWith("0.9.seed-1", StringComparison.Ordinal) ? new ScriptedExperiment(_bench.Time).Finishes(ExperimentState.Failed, "The loss is not a number.") : Finishing(1, 100));

        Assert.Equal(ExitCode.Failed, await Run(TwoByTwo));

        Assert.Contains("1 of 4 trials failed, after 0.0 s: gamma=0.9, seed 1: The loss is not a number.\n", _bench.Errors, StringComparison.Ordinal);
        Assert.Contains("gamma=0.9, seed 2: completed in 0.0 s (4 of 4)", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("Picked: gamma=0.5.", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("Passed over, because a trial did not finish: 1 setting.", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_cannot_start_fails_alone()
    {
        Host(name => name.EndsWith("0.9.seed-1", StringComparison.Ordinal) ? new ScriptedExperiment(_bench.Time) { Refusal = new InvalidOperationException("It is running with another config.") } : Finishing(1, 100));

        Assert.Equal(ExitCode.Failed, await Run(TwoByTwo));
        Assert.Contains("gamma=0.9, seed 1: It is running with another config.", _bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.5", ExitCode.BelowBar)]
    [InlineData("0.9", ExitCode.Success)]
    public async Task The_bar_is_that_of_the_picked_setting(string below, int code)
    {
        Host(name => name.Contains(below, StringComparison.Ordinal)
            ? Finishing(name.Contains("0.5", StringComparison.Ordinal) ? 4 : 1, 10, new SummaryLine("passing bar", "missed: 10 is below 195", SummaryKind.Shortfall))
            : Finishing(name.Contains("0.5", StringComparison.Ordinal) ? 4 : 1, 200));

        Assert.Equal(code, await Run(TwoByTwo));
    }

    [Fact]
    public async Task Ctrl_C_stops_what_runs_and_starts_nothing_more()
    {
        var host = Host(_ => new ScriptedExperiment(_bench.Time).Begins(Stage.Train).Then(_bench.PressCtrlC).WaitsForCancel().Finishes(ExperimentState.Cancelled));

        Assert.Equal(ExitCode.Cancelled, await Run(TwoByTwo, "--workers", "1"));

        var only = Assert.Single(host.Experiments);
        Assert.True(only.Value.WasCancelled);
        Assert.Contains("Stopping at the next safe point", _bench.Output, StringComparison.Ordinal);
        Assert.EndsWith("stopped after 0.0 s; the same command continues from there\n", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_trials_run_at_once_than_there_are_workers()
    {
        var (running, most) = (0, 0);
        Host(_ => new ScriptedExperiment(_bench.Time)
            .Then(() => most = Math.Max(most, Interlocked.Increment(ref running)))
            .Begins(Stage.Train)
            .Then(() => Interlocked.Decrement(ref running))
            .Finishes(ExperimentState.Failed));

        await Run("seeds: [1, 2, 3, 4, 5, 6]", "--workers", "2");

        Assert.InRange(most, 1, 2);
        Assert.Equal(2, _bench.Experiment.Options!.Workers);
        Assert.StartsWith("pole: 6 trials of 1 setting in outputs/pole, 2 at once\n", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_all_trials_are_told_at_once_with_their_lines_and_nothing_is_done()
    {
        var host = Host(_ => Finishing(1, 1));

        Assert.Equal(ExitCode.BadUsage, await Run("trainer:\n  gamma: {grid: [0.5, 7, 8]}\nsede: 1\nseeds: [1, 2]\n"));

        Assert.Empty(host.Experiments);
        Assert.Equal(
            """
            pole.yaml:3:1: unknown key 'sede' at the top level; did you mean 'seed'? Allowed: experiment_name, seed, num_epochs, trainer.
            pole.yaml:2:23: trainer.gamma is 7, but must be from 0 to 1 (trial gamma=7, seed 1, and 1 more)
            pole.yaml:2:26: trainer.gamma is 8, but must be from 0 to 1 (trial gamma=8, seed 1, and 1 more)
            3 errors; nothing was done.

            """,
            _bench.Errors);
    }

    [Fact]
    public async Task Options_make_a_sweep_too()
    {
        var host = Host(_ => Finishing(1, 1));

        Assert.Equal(ExitCode.Success, await Run("{}", "--set", "trainer.gamma={grid: [0.5, 0.9]}", "--set", "seeds=[4]"));
        Assert.Equal(["pole.gamma-0.5.seed-4", "pole.gamma-0.9.seed-4"], host.Experiments.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_anchored_grid_takes_the_same_value_wherever_it_is_named()
    {
        var host = Host(_ => Finishing(1, 1));

        Assert.Equal(ExitCode.Success, await Run("trainer:\n  gamma: &both {grid: [0, 1]}\nnum_epochs: 1\nseed: 5\n"));
        Assert.Equal(2, host.Experiments.Count);
        Assert.Equal(ExitCode.BadUsage, await Run("num_epochs: &both {grid: [1, 0]}\ntrainer:\n  gamma: *both\n"));
        Assert.Contains("num_epochs is 0, but must be from 1 to 1000 (trial num_epochs=0)", _bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{seed: 1}", "--seed 3", false)]
    [InlineData("{seeds: [1, 2]}", "--seed 3: seed and seeds (at pole.yaml:1:2) exclude each other; choose one", true)]
    public async Task A_seed_of_the_command_line_does_not_go_with_seeds(string yaml, string said, bool isRefused)
    {
        Host(_ => Finishing(1, 1));
        _bench.Experiment.Finishes();

        Assert.Equal(isRefused ? ExitCode.BadUsage : ExitCode.Success, await Run(yaml, "--seed", "3"));
        Assert.Equal(isRefused, _bench.Errors.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stage_alone_is_no_sweep()
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("train", _bench.File(TwoByTwo, "pole.yaml"), "--data-root", _bench.Folder));
        Assert.Contains("a sweep goes the whole way", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_is_not_for_a_cluster()
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("run", _bench.File(TwoByTwo, "pole.yaml"), "--cluster", "127.0.0.1:30000"));
        Assert.Contains("a sweep runs in this process: --cluster none", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_one_event_in_each_line_and_the_summary_last()
    {
        Host(_ => Finishing(1, 100, new SummaryLine("estimate", "BETTER")));

        Assert.Equal(ExitCode.Success, await Run(TwoByTwo, "--json"));

        var events = _bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal("sweep_started", (string?)events[0]["event"]);
        Assert.Equal(4, events.Count(each => (string?)each["event"] == "trial_started"));
        Assert.Equal(4, events.Count(each => (string?)each["event"] == "trial_stage" && (string?)each["stage"] == "evaluate" && (string?)each["state"] == "done"));
        Assert.Equal(4, events.Count(each => (string?)each["event"] == "trial_finished" && (string?)each["state"] == "completed"));
        Assert.Equal(("finished", ExitCode.Success, "gamma=0.5"), ((string?)events[^1]["event"], (int)events[^1]["exit_code"]!, (string?)events[^1]["picked"]));
    }

    [Fact]
    public async Task Quiet_says_only_what_is_wrong()
    {
        Host(name => name.EndsWith("0.9.seed-1", StringComparison.Ordinal) ? new ScriptedExperiment(_bench.Time).Finishes(ExperimentState.Failed, "No rows.") : Finishing(1, 100));

        Assert.Equal(ExitCode.Failed, await Run(TwoByTwo, "--quiet"));
        Assert.Empty(_bench.Output);
        Assert.Equal("pole: 1 of 4 trials failed, after 0.0 s: gamma=0.9, seed 1: No rows.\n", _bench.Errors);
    }

    public void Dispose() => _bench.Dispose();

    private Task<int> Run(string yaml, params string[] options) => _bench.Invoke(["run", _bench.File(yaml, "pole.yaml"), "--data-root", _bench.Folder, .. options]);

    private ScriptedHost Host(Func<string, ScriptedExperiment> make)
    {
        var host = new ScriptedHost(make);
        _bench.Host = host;
        return host;
    }

    // Leaves its files when it comes to its end.
    private ScriptedExperiment Finishing(double? aboveLog, double environmentReturn, params SummaryLine[] summary)
    {
        var experiment = new ScriptedExperiment(_bench.Time);
        return experiment
            .Then(() => TrialFiles.Write(Path.Combine(_bench.Folder, experiment.Spec!.Folder), aboveLog, environmentReturn))
            .Ends(Stage.Evaluate, StageState.Done, 0, summary)
            .Finishes();
    }
}
