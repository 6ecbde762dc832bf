using System.Text.Json.Nodes;
using ReAgent.Client.Commands;
using ReAgent.Client.Tests.Experiments;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public sealed class ExperimentsCommandTests : IDisposable
{
    private readonly TestBench _bench = new();
    private readonly ScriptedExperiment _pole;
    private readonly ScriptedExperiment _ads;
    private readonly ScriptedCluster _cluster;

    public ExperimentsCommandTests()
    {
        _pole = new ScriptedExperiment(_bench.Time).IsStarted("pole");
        _ads = new ScriptedExperiment(_bench.Time).IsStarted("ads", ExperimentState.Failed);
        _bench.Cluster = _cluster = new ScriptedCluster { Management = ScriptedManagement.Of() }
            .With("pole", ExperimentState.Running, _pole)
            .With("ads", ExperimentState.Failed, _ads, "No rows.\nThere was a file.");
    }

    [Fact]
    public async Task List_shows_every_experiment_in_local_time()
    {
        await _pole.Follows(experiment => experiment.Begins(Stage.Train).Moves(Stage.Train, 1, 250, 1000, "steps"));

        Assert.Equal(ExitCode.Success, await Invoke("list"));
        Assert.Equal(
            """
            name  state    priority  started   changed   progress
            pole  running         2  01:30:00  13:59:00  train: 250 of 1,000 steps (25 %)
            ads   failed          2  01:30:00  13:59:00  No rows.

            """,
            _bench.Output);
    }

    [Fact]
    public async Task List_as_json_has_utc()
    {
        Assert.Equal(ExitCode.Success, await Invoke("list", "--json"));

        var first = JsonNode.Parse(_bench.Output)!["experiments"]![0]!;
        Assert.Equal(("pole", "running", "2026-03-01T23:30:00.000Z"), ((string?)first["name"], (string?)first["state"], (string?)first["started"]));
    }

    [Fact]
    public async Task A_silo_that_is_gone_when_it_is_asked_is_asked_again()
    {
        _cluster.Absences = 3;

        Assert.Equal(ExitCode.Success, await Invoke("list"));
    }

    [Fact]
    public async Task Show_has_stages_and_config()
    {
        await _pole.Follows(experiment => experiment.Ends(Stage.Collect, StageState.Done, 2, new SummaryLine("episodes", "12")));

        Assert.Equal(ExitCode.Success, await Invoke("show", "pole"));
        Assert.StartsWith("pole: running\n  stages    collect to publish\n  folder    outputs/pole\n  priority  2\n", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("collect    done  2.0 s  episodes: 12", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("\"seed\": 1", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_gets_the_nearest_known_one()
    {
        Assert.Equal(ExitCode.BadUsage, await Invoke("show", "poel"));
        Assert.Equal("poel: there is no experiment of that name; did you mean 'pole'?\n", _bench.Errors);
    }

    [Fact]
    public async Task Watch_follows_to_the_end_with_the_exit_code_of_run()
    {
        _pole.Begins(Stage.Evaluate).Ends(Stage.Evaluate, StageState.Done, 4, new SummaryLine("passing bar", "missed", SummaryKind.Shortfall)).Finishes();

        Assert.Equal(ExitCode.BelowBar, await Invoke("watch", "pole"));
        Assert.Contains("evaluate   done in 4.0 s; passing bar: missed", _bench.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause", "pole pauses at the next safe point; continue it with 'resume'.\n")]
    [InlineData("resume", "pole goes on.\n")]
    public async Task Pause_and_resume_ask_the_experiment(string verb, string answer)
    {
        Assert.Equal(ExitCode.Success, await Invoke(verb, "pole"));
        Assert.Equal([verb], _pole.Asked);
        Assert.Equal(answer, _bench.Output);
    }

    [Fact]
    public async Task Cancel_says_when_there_is_nothing_to_stop()
    {
        Assert.Equal(ExitCode.Success, await Invoke("cancel", "ads"));
        Assert.Equal("ads stays as it is: failed.\n", _bench.Output);
    }

    [Theory]
    [InlineData("y", ExitCode.Success, true)]
    [InlineData("no", ExitCode.Cancelled, false)]
    [InlineData("\n", ExitCode.Cancelled, false)]
    public async Task Delete_asks_a_person(string answer, int code, bool deletes)
    {
        _bench.Answer = answer;

        Assert.Equal(code, await Invoke("delete", "pole"));
        Assert.Equal(deletes, _pole.Asked.Contains("delete"));
        Assert.StartsWith("Delete 'pole' and all that it wrote in outputs/pole? [y/N] ", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_in_a_pipe_wants_yes()
    {
        Assert.Equal(ExitCode.BadUsage, await Invoke("delete", "pole"));
        Assert.Equal("delete pole: nobody can be asked whether this is meant; say --yes\n", _bench.Errors);
        Assert.Empty(_pole.Asked);

        Assert.Equal(ExitCode.Success, await Invoke("delete", "pole", "--yes"));
        Assert.Equal(["delete"], _pole.Asked);
    }

    [Fact]
    public async Task Without_a_cluster_it_is_said_how_to_get_one()
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("experiments", "list", "--data-root", _bench.Folder));
        Assert.Contains("Name one with --cluster ip:port or REAGENT_CLUSTER, or start one on this machine: reagent cluster up", _bench.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private Task<int> Invoke(params string[] args) => _bench.Invoke(["experiments", .. args, "--cluster", "10.0.0.7"]);
}
