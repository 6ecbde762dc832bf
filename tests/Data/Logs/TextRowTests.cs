using Xunit;

namespace ReAgent.Data.Tests.Logs;

/// <summary>Rows of text files that are not as they should be.</summary>
public sealed class TextRowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-text-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ReadLog> Read(string name, params string[] lines)
    {
        File.WriteAllLines(Path.Combine(_folder, name), lines);
        return ReadLog.Of(_folder, name);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_rows_with_a_problem_and_a_place()
    {
        const string Good = """{"mdp_id":"a","sequence_number":1,"state_features":{"0":1.5},"action":"x","reward":1}""";

        var log = await Read("a.jsonl", Good, Good[..^7], "", "[1]", "\u0000", Good, Good.Replace(":1}", ":\"abc\"}"), Good.Replace("\"0\"", "\"age\""), Good.Replace("1.5", "NaN"));

        Assert.Equal(
            [
                $"a.jsonl, line 2: the line is not valid JSON: '{Good[..59]}…'", "a.jsonl, line 4: the line is not a JSON object: '[1]'",
                "a.jsonl, line 5: the line is not valid JSON: '\0'", "a.jsonl, line 7: reward is not a number: 'abc'",
                "a.jsonl, line 8: state_features has a key that is not a whole number: '{'",
            ],
            log.Problems);
        Assert.Equal([1, 2, 3, 5, 6], log.ProblemRows);
        Assert.Equal(8, log.Table.Count);
        Assert.Equal(["a", "", "", "", "a", "a", "a", "a"], log.Table.MdpId.Values.ToArray());
        Assert.True(double.IsNaN(log.Table.Reward[5]));
        Assert.Equal(0, log.Table.State.Length(7));
    }

    [Fact]
    public async Task Records_that_cannot_be_read_are_rows_with_a_problem_and_a_place()
    {
        var log = await Read(
            "a.csv",
            "mdp_id,sequence_number,state_features,action,reward,note",
            "a,1,{0: 1.5},x,1,\"two", "lines\"",
            "b,1,{0: 1.5},x",
            "c,1.5,{0: 1.5},x,much,",
            "d,2,\"{0: 1.5, 1: [}\",x,,",
            "e,3,\"{}\"x,y,1,",
            "f,4.0,\"[0.5, None]\",y,1,,");

        Assert.Equal(
            [
                "a.csv, line 4: the line does not have the 6 cells of the header: 'b,1,{0: 1.5},x'", "a.csv, line 5: sequence_number is not a whole number: '1.5'",
                "a.csv, line 6: state_features has a value that is not a number: '{0: 1.5, 1: [}'", "a.csv, line 7: a quoted cell goes on after its closing quote: 'e,3,\"{}\"x,y,1,'",
            ],
            log.Problems);
        Assert.Equal([1, 2, 3, 4], log.ProblemRows);
        Assert.Equal(6, log.Table.Count);
        Assert.True(double.IsNaN(log.Table.Reward[3]));
        Assert.Equal(4, log.Table.SequenceNumber[5]);
        Assert.Equal([0.5], log.Table.State.Values(5).ToArray());
    }

    [Fact]
    public async Task Maps_may_be_lists_of_pairs()
    {
        var log = await Read("a.csv", "mdp_id;sequence_number;state_features;action;reward;metrics", "a;1;[(0, 1.5), (3, 2e-1)];x;1;[('m', 2)]");

        Assert.Equal([0L, 3L], log.Table.State.Keys(0).ToArray());
        Assert.Equal(["m"], log.Table.Metrics.Keys(0).ToArray());
    }

    [Theory]
    [InlineData("a;b", ';')]
    [InlineData("a\tb", '\t')]
    [InlineData("a|b", '|')]
    public async Task The_delimiter_is_guessed_from_the_header(string id, char delimiter)
    {
        var log = await Read(
            "a.csv",
            string.Join(delimiter, "mdp_id", "sequence_number", "state_features", "action", "reward"),
            string.Join(delimiter, $"\"{id}\"", "1", "{0: 1.5, 1: 2}", "x", "1"));

        Assert.Equal(id, log.Table.MdpId[0]);
        Assert.Equal([1.5, 2], log.Table.State.Values(0).ToArray());
    }

    [Theory]
    [InlineData("{'0': 1.5, '3': -2.}", "0=1.5 3=-2")]
    [InlineData("{0: 1.5, 3: None, 4: nan}", "0=1.5")]
    [InlineData("[(0, 1.5), (3, 2e-1)]", "0=1.5 3=0.2")]
    [InlineData("(1.5, None, True)", "0=1.5 2=1")]
    [InlineData("[1.5, None, 2,]", "0=1.5 2=2")]
    [InlineData("{\"0\": 1.5}", "0=1.5")]
    [InlineData("None", "")]
    [InlineData("", "")]
    [InlineData("{0: 1.5} {}", null)]
    [InlineData("{0: 'x'}", null)]
    [InlineData("{0: array([1])}", null)]
    public async Task Cells_hold_lists_and_dictionaries_as_json_and_python_write_them(string cell, string? features)
    {
        var log = await Read("a.csv", "mdp_id;sequence_number;state_features;action;reward", "a;1;{0: 1};x;1", $"a;2;{(cell.Contains('"') ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell)};x;1");

        Assert.Equal(features is null ? 1 : 0, log.Problems.Count);
        var state = log.Table.State;
        Assert.Equal(features ?? "", string.Join(' ', state.Keys(1).ToArray().Zip(state.Values(1).ToArray(), (key, value) => $"{key}={value}")));
    }

    [Fact]
    public async Task The_original_projects_lines_can_be_read()
    {
        var log = await Read(
            "a.json",
            """{"ds":"2019-01-01","mdp_id":"0","sequence_number":0,"state_features":{"0":-0.03},"action":"1","reward":1.0,"action_probability":0.5,"possible_actions":["0","1"],"metrics":{"reward":1.0}}""");

        Assert.Empty(log.Problems);
        Assert.Equal(["0", "1"], log.Table.PossibleActions.Items(0).ToArray());
        Assert.Equal(0.5, log.Table.ActionProbability[0]);
        Assert.Equal(-0.03, log.Table.State.Values(0)[0]);
    }

    [Fact]
    public async Task Columns_that_first_appear_late_in_a_file_are_read()
    {
        const string Line = """{"mdp_id":"a","sequence_number":1,"state_features":{"0":1.5},"action":"x","reward":1}""";

        var log = await Read("a.jsonl", [.. Enumerable.Repeat(Line, 3000), Line.Replace("}}", "}").Replace(":1}", ":1,\"truncated\":true,\"metrics\":{\"m\":2}}")]);

        Assert.Equal(3001, log.Table.Count);
        Assert.True(log.Table.Truncated[3000]);
        Assert.Equal([2.0], log.Table.Metrics.Values(3000).ToArray());
    }

    [Fact]
    public async Task Numbers_that_tools_turned_into_fractions_are_names_without_them()
    {
        var log = await Read("a.csv", "mdp_id,sequence_number,state_features,action,reward", "7.0,1,{},1.0,1", "7.0,2,{0: 1},,1");

        Assert.Equal("7", log.Table.MdpId[0]);
        Assert.Equal(["1", ""], log.Table.Action.Values.ToArray());
    }
}
