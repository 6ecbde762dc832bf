using System.Text.Json.Nodes;
using ReAgent.Client.Tests.Commands;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Views;

public sealed class JsonLinesViewTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task Every_line_is_an_object_and_the_last_one_has_the_result()
    {
        _bench.Experiment
            .Begins(Stage.Train)
            .Moves(Stage.Train, 2, 10, 20, "steps", ("loss", 0.5), ("diverged", double.NaN))
            .Moves(Stage.Train, 1, 10, 20, "steps", ("loss", 0.5), ("diverged", double.NaN))
            .Ends(Stage.Train, StageState.Done, 1, new SummaryLine("loss", "0.5 ± 0.1"))
            .Finishes();

        Assert.Equal(0, await _bench.Invoke("run", _bench.File("{seed: 42, model_path: x}"), "--json"));

        var lines = _bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines.Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.Equal(["started", "stage", "stage", "stage", "finished"], events.Select(line => (string?)line["event"]));
        Assert.Equal(
            """{"event":"stage","stage":"train","state":"running","completed":10,"total":20,"unit":"steps","elapsed_seconds":2,"readings":{"diverged":null,"loss":0.5},"summary":{}}""",
            lines[2]);
        Assert.Equal(
            """{"event":"finished","experiment":"cartpole","state":"completed","exit_code":0,"message":"completed in 4.0 s","failure":null,"nothing_to_do":false,"elapsed_seconds":4,"stages":[{"stage":"train","state":"done","completed":10,"total":20,"unit":"steps","elapsed_seconds":4,"readings":{"diverged":null,"loss":0.5},"summary":{"loss":"0.5 ± 0.1"}}]}""",
            lines[^1]);
        Assert.Equal(42, (int)events[0]["seed"]!);
        Assert.Equal("model_path", (string?)events[0]["notes"]![0]!["key"]);
        Assert.Empty(_bench.Errors);
    }

    [Fact]
    public async Task A_failure_is_in_the_last_line()
    {
        _bench.Experiment.Finishes(ExperimentState.Failed, "No rows.");

        Assert.Equal(1, await _bench.Invoke("run", _bench.File("{}"), "--json"));

        var last = JsonNode.Parse(_bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
        Assert.Equal(("failed", 1, "No rows."), ((string?)last["state"], (int)last["exit_code"]!, (string?)last["failure"]));
    }

    public void Dispose() => _bench.Dispose();
}
