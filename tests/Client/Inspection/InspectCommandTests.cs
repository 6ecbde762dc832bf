using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ReAgent.Client.Commands;
using ReAgent.Client.Tests.Commands;
using Xunit;

namespace ReAgent.Client.Tests.Inspection;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_sound_log_is_ready()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("inspect", Log()));

        Assert.StartsWith("READY: 200 rows in 50 episodes, 2 actions, 1 feature, 1 file\n\nFiles\n", _bench.Output, StringComparison.Ordinal);
        Assert.True(_bench.Output.Split('\n').Length <= 60, _bench.Output);
        Assert.Equal("", _bench.Errors);
    }

    [Fact]
    public async Task Findings_come_first_and_with_their_config()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("inspect", Log(header: "session_id,step,load,action,action_probability,reward,possible_actions")));

        var lines = _bench.Output.Split('\n');
        Assert.StartsWith("USABLE WITH CARE: 200 rows", lines[0], StringComparison.Ordinal);
        Assert.Equal("What to do", lines[2]);
        Assert.Contains("         log: {columns: {mdp_id: session_id, sequence_number: step}, state_columns: [load]}", lines);
    }

    [Fact]
    public async Task What_is_set_is_not_proposed()
    {
        var code = await _bench.Invoke(
            "inspect", Log(header: "session_id,step,load,action,action_probability,reward,possible_actions"),
            "--set", "log.columns.mdp_id=session_id", "--set", "log.columns.sequence_number=step", "--set", "log.state_columns=[load]");

        Assert.Equal(ExitCode.Success, code);
        Assert.StartsWith("READY", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_used_does_not_pass()
    {
        Assert.Equal(ExitCode.BelowBar, await _bench.Invoke("inspect", Log(reward: _ => "0")));

        Assert.StartsWith("NOT USABLE", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("  1. MUST  Every reward is 0: there is nothing to learn.", _bench.Output.Split('\n'));
    }

    [Fact]
    public async Task Json_has_everything()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("inspect", Log(), "--json"));

        var json = JsonNode.Parse(_bench.Output)!;
        Assert.Equal("ready", (string?)json["verdict"]);
        Assert.Empty(json["findings"]!.AsArray());
        var contents = json["inspection"]!["contents"]!;
        Assert.Equal(200, (long)contents["rows"]!);
        Assert.Equal(["left", "right"], contents["actions"]!["discrete"]!.AsArray().Select(action => (string)action!["name"]!).Order());
        Assert.Equal("mdp_id", (string?)json["inspection"]!["columns"]![0]!["taken_for"]);
    }

    [Fact]
    public async Task The_page_needs_nothing_else_and_is_well_formed()
    {
        // The bench's folder goes with the command.
        var folder = Directory.CreateTempSubdirectory("reagent-inspect-page-").FullName;
        var page = Path.Combine(folder, "page.html");
        Assert.Equal(ExitCode.Success, await _bench.Invoke("inspect", Log(action: "<b>\"left\" & 'right'</b>"), "--html", page));

        var html = await File.ReadAllTextAsync(page);
        Directory.Delete(folder, recursive: true);
        var root = XDocument.Parse(html["<!DOCTYPE html>".Length..]).Root!;
        Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "b");
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.Contains(root.Descendants("th"), cell => cell.Value == "<b>\"left\" & 'right'</b>");
        Assert.NotEmpty(root.Descendants("svg"));
    }

    [Fact]
    public async Task Only_the_first_rows_are_looked_at_when_asked()
    {
        Assert.Equal(ExitCode.Success, await _bench.Invoke("inspect", Log(), "--rows", "160"));

        Assert.StartsWith("READY: 160 rows (the first ones only) in 40 episodes", _bench.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--set", "log.colums.reward=x", "colums")]
    [InlineData("--set", "log.columns.reword=x", "reward")]
    [InlineData("--set", "nonsense", "--set nonsense")]
    [InlineData("--rows", "0", "--rows is 0")]
    public async Task Wrong_options_are_refused(string option, string value, string said)
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("inspect", Log(), option, value));

        Assert.Contains(said, _bench.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("READY", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_usage()
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke("inspect", Path.Combine(_bench.Folder, "nothere.csv")));

        Assert.Contains("nothere.csv", _bench.Errors, StringComparison.Ordinal);
        Assert.Equal("", _bench.Output);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_inspection()
    {
        var log = Log();
        _bench.PressCtrlC();

        Assert.Equal(ExitCode.Cancelled, await _bench.Invoke("inspect", log));
        Assert.Equal("", _bench.Output);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>Writes 50 episodes of 4 decisions, each with the actions in turn.</summary>
    private string Log(
        string header = "mdp_id,sequence_number,state_features,action,action_probability,reward,possible_actions", Func<int, string>? reward = null, string action = "left")
    {
        var hasStates = header.Contains("state_features", StringComparison.Ordinal);
        var text = new StringBuilder(header).Append('\n');
        for (var row = 0; row < 200; row++)
        {
            var load = (row * 37 % 101 / 10.0).ToString(CultureInfo.InvariantCulture);
            var name = row * 7 % 10 < 5 ? action : "right";
            text.Append(CultureInfo.InvariantCulture, $"e{row / 4},{row % 4},{Cell(hasStates ? $"{{\"1\": {load}}}" : load)},{Cell(name)},0.5,{reward?.Invoke(row) ?? $"{row * 13 % 17}"},{Cell($"[{JsonValue.Create(action)!.ToJsonString()}, \"right\"]")}\n");
        }

        return _bench.File(text.ToString(), "log.csv");
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
