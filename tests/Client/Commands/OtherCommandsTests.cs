using System.Text.Json.Nodes;
using ReAgent.Client.Commands;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public sealed class OtherCommandsTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task Init_writes_a_file_that_run_accepts()
    {
        var path = Path.Combine(_bench.Folder, "new.yaml");
        _bench.Experiment.Finishes();

        Assert.Equal(ExitCode.Success, await _bench.Invoke("init", path));
        Assert.Equal($"Wrote {path}. Next: reagent run {path}\n", _bench.Output);
        Assert.Equal(ExitCode.Success, await _bench.Invoke("run", path));
        Assert.Equal("""{"experiment_name":null,"seed":1,"num_epochs":1,"trainer":{"gamma":0.9,"actions":["0","1"]}}""", _bench.Experiment.Spec!.Config);
    }

    [Fact]
    public async Task Init_does_not_replace_a_file_unless_forced()
    {
        var path = _bench.File("mine: 1");

        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("init", path));
        Assert.Equal("mine: 1", await File.ReadAllTextAsync(path));
        Assert.Equal("cartpole.yaml: the file is there already; choose another name, or --force to replace it.\n", _bench.Errors);
        Assert.Equal(ExitCode.Success, await _bench.Invoke("init", path, "--force"));
        Assert.Contains("num_epochs: 1", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_writes_json()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("schema"));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)JsonNode.Parse(_bench.Output)!["$schema"]);
    }

    [Fact]
    public async Task Help_tells_commands_and_exit_codes()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("--help"));

        foreach (var word in (string[])["run", "collect", "timeline", "normalize", "train", "evaluate", "publish", "init", "schema", "--version", ExitCode.Help])
        {
            Assert.Contains(word, _bench.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", _bench.Output);
    }

    [Fact]
    public async Task An_unknown_command_is_refused() => Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("trian"));

    public void Dispose() => _bench.Dispose();
}
