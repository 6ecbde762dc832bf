using System.Text.Json.Nodes;
using ReAgent.Client.Commands;
using ReAgent.Client.Experiments;
using ReAgent.Client.Tests.Experiments;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public sealed class ExperimentCommandTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("run", Stage.Collect, Stage.Publish)]
    [InlineData("collect", Stage.Collect, Stage.Collect)]
    [InlineData("timeline", Stage.Timeline, Stage.Timeline)]
    [InlineData("normalize", Stage.Normalize, Stage.Normalize)]
    [InlineData("train", Stage.Train, Stage.Train)]
    [InlineData("evaluate", Stage.Evaluate, Stage.Evaluate)]
    [InlineData("publish", Stage.Publish, Stage.Publish)]
    public async Task A_command_carries_out_its_stages(string command, Stage from, Stage until)
    {
        _bench.Experiment.Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke(command, _bench.File("seed: 3")));

        Assert.Equal(
            new ExperimentSpec("cartpole", "outputs/cartpole", """{"experiment_name":null,"seed":3,"num_epochs":1,"trainer":{"gamma":0.9,"actions":["0","1"]}}""", from, until),
            _bench.Experiment.Spec);
        Assert.Equal("cartpole", _bench.Experiment.Name);
        Assert.True(_bench.Experiment.WasDisposed);
    }

    [Theory]
    [InlineData("reagent.workflow.gym_batch_rl.offline_gym_random", Stage.Collect, Stage.Collect)]
    [InlineData("reagent.workflow.gym_batch_rl.timeline_operator", Stage.Timeline, Stage.Timeline)]
    [InlineData("reagent.workflow.training.identify_and_train_network", Stage.Normalize, Stage.Train)]
    [InlineData("reagent.workflow.gym_batch_rl.evaluate_gym", Stage.Evaluate, Stage.Evaluate)]
    public async Task The_originals_workflows_are_other_names_for_stages(string workflow, Stage from, Stage until)
    {
        _bench.Experiment.Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", workflow, _bench.File("{}"), "--extra-options", """{"seed": 9, "trainer": {"gamma": 0.5}}"""));

        Assert.Equal((from, until), (_bench.Experiment.Spec!.From, _bench.Experiment.Spec.Until));
        Assert.Contains("\"seed\":9", _bench.Experiment.Spec.Config, StringComparison.Ordinal);
        Assert.Contains("\"gamma\":0.5", _bench.Experiment.Spec.Config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_change_the_file()
    {
        _bench.Experiment.Finishes();

        var code = await _bench.Invoke(
            "run", _bench.File("{seed: 1, experiment_name: pole}"), "--set", "trainer.gamma=0.95", "--set", "trainer.actions=[left, right]", "--seed", "7", "--workers", "3", "--data-root", _bench.Folder, "--out", "here/it goes");

        Assert.Equal(ExitCode.Success, code);
        Assert.Equal(
            new ExperimentSpec("pole", "here/it goes", """{"experiment_name":"pole","seed":7,"num_epochs":1,"trainer":{"gamma":0.95,"actions":["left","right"]}}"""),
            _bench.Experiment.Spec);
        Assert.Equal(new HostOptions(_bench.Folder, 3), _bench.Experiment.Options);
    }

    [Fact]
    public async Task Every_error_of_the_config_is_shown_and_nothing_is_done()
    {
        var code = await _bench.Invoke("run", _bench.File("trainer:\n  gama: 0.9\n  actions: none\nnum_epochs: 0\nsede: 1\n"), "--set", "trainer.gamma=1.5");

        Assert.Equal(ExitCode.BadUsage, code);
        Assert.Null(_bench.Experiment.Spec);
        Assert.Equal(
            """
            cartpole.yaml:2:3: unknown key 'gama' in trainer; did you mean 'gamma'? Allowed: gamma, actions.
            cartpole.yaml:3:12: trainer.actions is the text 'none', but wants a list, for example [0, 1]
            cartpole.yaml:4:13: num_epochs is 0, but must be from 1 to 1000
            cartpole.yaml:5:1: unknown key 'sede' at the top level; did you mean 'seed'? Allowed: experiment_name, seed, num_epochs, trainer.
            --set trainer.gamma=1.5: trainer.gamma is 1.5, but must be from 0 to 1
            5 errors; nothing was done.

            """,
            _bench.Errors);
        Assert.Empty(_bench.Output);
    }

    [Fact]
    public async Task Every_option_that_cannot_be_applied_is_shown()
    {
        var code = await _bench.Invoke("run", _bench.File("{seed: 1}"), "--set", "gamma", "--set", "seed.x=1", "--set", "num_epochs=[1");

        Assert.Equal(ExitCode.BadUsage, code);
        Assert.Collection(
            _bench.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Equal("--set gamma: a key, '=' and a value are wanted, for example --set num_epochs=5", line),
            line => Assert.Equal("--set seed.x=1: seed is the number 1 (at cartpole.yaml:1:8), so it has no key 'x'", line),
            line => Assert.StartsWith("--set num_epochs=[1: this is not YAML: ", line, StringComparison.Ordinal),
            line => Assert.Equal("3 errors; nothing was done.", line));
    }

    [Theory]
    [InlineData("", "cartpole.yaml: the file is empty; 'reagent init' writes one to start from")]
    [InlineData("# only a comment\n", "cartpole.yaml: the file is empty; 'reagent init' writes one to start from")]
    [InlineData("a: 1\n---\nb: 2\n", "cartpole.yaml:2:1: the file holds a second document (after '---'); one is wanted")]
    public async Task A_file_that_holds_no_experiment_is_refused(string yaml, string error)
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("run", _bench.File(yaml)));
        Assert.Equal($"{error}\n1 error; nothing was done.\n", _bench.Errors);
    }

    [Fact]
    public async Task A_missing_file_is_named_with_the_nearest_one()
    {
        _bench.File("{}");

        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("run", Path.Combine(_bench.Folder, "cartpol.yaml")));
        Assert.Equal("cartpol.yaml: there is no such file; did you mean 'cartpole.yaml'?\n1 error; nothing was done.\n", _bench.Errors);
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("/elsewhere")]
    [InlineData(".")]
    public async Task An_output_folder_outside_the_data_root_is_refused(string folder)
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("run", _bench.File("{}"), "--out", folder, "--data-root", _bench.Folder));
        Assert.Equal(
            $"--out {folder}: a folder below the data root '{_bench.Folder}' is wanted; --data-root names another one\n1 error; nothing was done.\n",
            _bench.Errors);
    }

    [Theory]
    [InlineData("--workers", "0", "--workers is 0, but must be at least 1.")]
    [InlineData("--seed", "x", "Cannot parse argument 'x' for option '--seed'")]
    [InlineData("--json", "--quiet", "--json and --quiet exclude each other; choose one.")]
    [InlineData("--worker", "1", "Unrecognized option '--worker'; did you mean '--workers'?")]
    public async Task A_wrong_command_line_is_refused(string first, string second, string error)
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("run", _bench.File("{}"), first, second));
        Assert.Contains(error, _bench.Errors, StringComparison.Ordinal);
        Assert.Null(_bench.Experiment.Spec);
    }

    [Fact]
    public async Task An_unknown_workflow_is_refused_with_the_nearest_one()
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("run", "reagent.workflow.gym_batch_rl.evalute_gym", _bench.File("{}")));
        Assert.Contains(
            "Unknown workflow 'reagent.workflow.gym_batch_rl.evalute_gym'; did you mean 'reagent.workflow.gym_batch_rl.evaluate_gym'?",
            _bench.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_experiment_says_why()
    {
        _bench.Experiment.Begins(Stage.Train).Ends(Stage.Train, StageState.Failed, 2).Finishes(ExperimentState.Failed, "The loss is not a number since step 17.");

        Assert.Equal(ExitCode.Failed, await _bench.Invoke("train", _bench.File("{}")));
        Assert.Equal("failed after 2.0 s: The loss is not a number since step 17.\n", _bench.Errors);
    }

    [Theory]
    [InlineData("missed: 180.2 is below 195", SummaryKind.Shortfall, ExitCode.BelowBar)]
    [InlineData("reached: 195 was asked for", SummaryKind.Fact, ExitCode.Success)]
    public async Task A_policy_below_the_bar_has_an_exit_code_of_its_own(string verdict, SummaryKind kind, int code)
    {
        _bench.Experiment.Begins(Stage.Evaluate).Ends(Stage.Evaluate, StageState.Done, 1, new SummaryLine("passing bar", verdict, kind)).Finishes();

        Assert.Equal(code, await _bench.Invoke("evaluate", _bench.File("{}")));
        Assert.Equal(code == ExitCode.BelowBar, _bench.Errors.Contains(verdict, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_asks_the_experiment_to_stop_and_follows_it_to_its_end()
    {
        _bench.Experiment
            .Begins(Stage.Train)
            .Then(_bench.PressCtrlC)
            .WaitsForCancel()
            .Finishes(ExperimentState.Cancelled);

        Assert.Equal(ExitCode.Cancelled, await _bench.Invoke("train", _bench.File("{}")));
        Assert.True(_bench.Experiment.WasCancelled);
        Assert.Contains("Stopping at the next safe point; the same command continues from there.", _bench.Output, StringComparison.Ordinal);
        Assert.EndsWith("stopped after 0.0 s; the same command continues from there\n", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_experiment_says_that_there_is_nothing_to_do()
    {
        foreach (var stage in Enum.GetValues<Stage>())
        {
            _bench.Experiment.Ends(stage, stage == Stage.Collect ? StageState.Skipped : StageState.Reused);
        }

        _bench.Experiment.Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", _bench.File("{}")));
        Assert.EndsWith("nothing to do: every stage's output is there\n", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_watch_is_taken_up_again()
    {
        _bench.Experiment.Begins(Stage.Train).LosesItsWatcher().LosesItsWatcher().Ends(Stage.Train, StageState.Done).Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("train", _bench.File("{}")));
    }

    [Fact]
    public async Task An_experiment_without_news_is_given_up()
    {
        Assert.Equal(ExitCode.Failed, await _bench.Invoke("train", _bench.File("{}")));
        Assert.Equal("error: The experiment 'cartpole' cannot be followed: it was asked 5 times, without news.\n", _bench.Errors);
    }

    [Fact]
    public async Task A_refusal_to_start_is_shown()
    {
        _bench.Experiment = new ScriptedExperiment(_bench.Time) { Refusal = new InvalidOperationException("It is running with another config.") };

        Assert.Equal(ExitCode.Failed, await _bench.Invoke("run", _bench.File("{}")));
        Assert.Equal("error: It is running with another config.\n", _bench.Errors);
    }

    [Fact]
    public async Task Quiet_says_nothing_when_all_is_well()
    {
        _bench.Experiment.Begins(Stage.Train).Ends(Stage.Train, StageState.Done).Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", _bench.File("{model_path: x}"), "--quiet"));
        Assert.Empty(_bench.Output);
        Assert.Empty(_bench.Errors);
    }

    [Fact]
    public async Task Quiet_still_says_what_failed()
    {
        _bench.Experiment.Finishes(ExperimentState.Failed, "No rows.");

        Assert.Equal(ExitCode.Failed, await _bench.Invoke("run", _bench.File("{}"), "-q"));
        Assert.Equal("cartpole: failed after 0.0 s: No rows.\n", _bench.Errors);
    }

    [Fact]
    public async Task A_wrong_config_is_json_too_when_json_is_asked_for()
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("run", _bench.File("sede: 1"), "--json"));

        var last = JsonNode.Parse(Assert.Single(_bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
        Assert.Equal("finished", (string?)last["event"]);
        Assert.Equal(ExitCode.BadUsage, (int)last["exit_code"]!);
        Assert.Equal(1, (int)last["problems"]![0]!["line"]!);
        Assert.Equal("sede", (string?)last["problems"]![0]!["key"]);
        Assert.Empty(_bench.Errors);
    }

    public void Dispose() => _bench.Dispose();
}
