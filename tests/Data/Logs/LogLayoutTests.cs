using ReAgent.Contracts.Configuration;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;
using Xunit;

namespace ReAgent.Data.Tests.Logs;

public sealed class LogLayoutTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-layout-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, params string[] lines) => File.WriteAllLines(Path.Combine(_folder, name), lines);

    private async Task<string> Problems(LogOptions? options = null) => (await Assert.ThrowsAsync<LogLayoutException>(() => ReadLog.Of(_folder, ".", options))).Message;

    [Fact]
    public async Task Everything_that_is_missing_or_wrong_in_any_file_is_told_at_once_with_the_nearest_column()
    {
        Write("a.jsonl", """{"mdpid":"a","sequence_number":1,"state_features":{"0":1},"action":"x","reward":[1]}""");
        Write("b.csv", "mdp_id,sequence_number,state_features,action,rewards", "a,1,{0: 1.5},x,1");
        Write("c.csv", "mdp_id,sequence_number,state_features,action,rewards", "a,1,{0: 1.5},x,1");

        var message = await Problems();

        Assert.Contains("a.jsonl: there is no column 'mdp_id'; the nearest is 'mdpid': log.columns: {mdp_id: mdpid}", message);
        Assert.Contains("a.jsonl: column 'reward' is a list of whole number, but must be a number", message);
        Assert.Contains("b.csv and c.csv: there is no column 'reward'; the nearest is 'rewards': log.columns: {reward: rewards}", message);
    }

    [Fact]
    public async Task Names_are_mapped_and_dots_reach_into_structures()
    {
        Write("a.jsonl", """{"user":{"id":7,"age":30},"t":"2026-01-01T00:00:01Z","price":2.5,"chosen":3,"outcome":{"score":0.5,"clicks":1}}""");
        var options = new LogOptions
        {
            Columns = new Dictionary<string, string>
            {
                ["mdp_id"] = "user.id", ["sequence_number"] = "t", ["action"] = "chosen", ["reward"] = "outcome.score", ["metrics"] = "outcome",
            },
            StateColumns = ["user.age", "price"],
            StateFeatureIds = new Dictionary<string, long> { ["price"] = 40 },
        };

        var table = (await ReadLog.Of(_folder, ".", options)).Table;

        Assert.Equal("7", table.MdpId[0]);
        Assert.Equal(1_767_225_601_000_000, table.SequenceNumber[0]);
        Assert.Equal("3", table.Action[0]);
        Assert.Equal(0.5, table.Reward[0]);
        Assert.Equal(["score", "clicks"], table.Metrics.Keys(0).ToArray());
        Assert.Equal([0L, 40L], table.State.Keys(0).ToArray());
        Assert.Equal([30, 2.5], table.State.Values(0).ToArray());
    }

    [Theory]
    [InlineData("\"x\"", ActionKind.Discrete)]
    [InlineData("3", ActionKind.Discrete)]
    [InlineData("3.0", ActionKind.Discrete)]
    [InlineData("true", ActionKind.Discrete)]
    [InlineData("{\"0\":1}", ActionKind.Parametric)]
    [InlineData("[0.5,1]", ActionKind.Parametric)]
    [InlineData("[5,1]", ActionKind.Ranking)]
    public async Task The_kind_of_action_follows_from_its_type(string action, ActionKind kind)
    {
        Write("a.jsonl", $$"""{"mdp_id":"a","sequence_number":1,"state_features":{"0":1},"action":{{action}},"reward":1}""");

        Assert.Equal(kind, (await ReadLog.Of(_folder, ".")).Table.ActionKind);
    }

    [Fact]
    public async Task A_continuous_action_in_one_column_is_named_by_an_option()
    {
        Write("a.csv", "mdp_id,sequence_number,state_features,action,reward", "a,1,{0: 1.5},0.5,1");

        Assert.Contains("log.action_columns: [action]", await Problems());
        var table = (await ReadLog.Of(_folder, ".", new LogOptions { ActionColumns = ["action"] })).Table;
        Assert.Equal(ActionKind.Parametric, table.ActionKind);
        Assert.Equal([0.5], table.ActionFeatures.Values(0).ToArray());
    }

    [Fact]
    public async Task Files_that_do_not_agree_what_an_action_is_are_named()
    {
        Write("a.jsonl", """{"mdp_id":"a","sequence_number":1,"state_features":{"0":1},"action":"x","reward":1}""");
        Write("b.jsonl", """{"mdp_id":"a","sequence_number":1,"state_features":{"0":1},"action":[1,2],"reward":1}""");

        Assert.Contains("Discrete as in a.jsonl, Ranking as in b.jsonl", await Problems());
    }

    [Fact]
    public async Task Names_for_feature_ids_are_answered_with_the_option_that_gives_them_ids()
    {
        Write("a.jsonl", """{"mdp_id":"a","sequence_number":1,"state_features":{"age":1,"price":2},"action":"x","reward":1}""");

        Assert.Contains("log.state_columns: [state_features.age]", await Problems());
        var table = (await ReadLog.Of(_folder, ".", new LogOptions { StateColumns = ["state_features.age", "state_features.price"] })).Table;
        Assert.Equal([1.0, 2.0], table.State.Values(0).ToArray());
    }

    [Fact]
    public async Task Names_for_feature_ids_in_cells_are_to_become_columns()
    {
        Write("a.csv", "mdp_id;sequence_number;state_features;action;reward", "a;1;{'age': 1};x;1");

        Assert.Contains("write them as columns of their own and list these in log.state_columns", await Problems());
    }

    [Fact]
    public async Task Maps_inside_structures_of_parquet_files_are_refused_and_not_misread()
    {
        var options = new LogOptions { Columns = new Dictionary<string, string> { ["reward"] = "outcome.reward", ["metrics"] = "outcome.metrics" } };

        var e = await Assert.ThrowsAsync<LogLayoutException>(() => ReadLog.Fixture("floats.parquet", options));

        Assert.Contains("floats.parquet: column 'outcome.metrics' (log.columns: metrics) is a map<text, double>, but must be a map from text to number", e.Message);
    }

    [Fact]
    public async Task Columns_of_folders_stand_in_for_those_that_the_log_lacks()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "mdp_id=user%201"));
        Write("mdp_id=user%201/a.csv", "sequence_number,state_features,action,reward", "1,{0: 1.5},x,1", "2,{0: 1.5},y,1");

        Assert.Equal(["user 1", "user 1"], (await ReadLog.Of(_folder, ".")).Table.MdpId.Values.ToArray());
    }

    [Fact]
    public async Task Further_columns_get_the_shape_that_all_files_can_be_read_as()
    {
        Write("a.jsonl", """{"mdp_id":"a","sequence_number":1,"state_features":{"0":1},"action":"x","reward":1,"clicks":2,"ids":{"5":[1]}}""");
        Write("b.jsonl", """{"mdp_id":"a","sequence_number":2,"state_features":{"0":1},"action":"x","reward":1,"clicks":2.5}""");

        var layout = (await ReadLog.Of(_folder, ".", new LogOptions { RewardColumns = ["reward", "clicks"], ExtraFeatureColumns = ["ids"] })).Layout.Episodes;

        Assert.Equal([new CarriedColumn("reward", ColumnShape.Number), new CarriedColumn("clicks", ColumnShape.Number)], layout.Outcomes.ToArray());
        Assert.Equal([new CarriedColumn("ids", new ColumnShape.MapOf(ScalarKind.Integer, new ColumnShape.ListOf(ColumnShape.Integer)))], layout.Extras.ToArray());
        Assert.Contains("no file has values in a column 'id'; the nearest is 'ids'", await Problems(new LogOptions { ExtraFeatureColumns = ["id"] }));
    }

    [Fact]
    public async Task Files_without_rows_are_passed_over()
    {
        Write("a.jsonl", """{"mdp_id":"a","sequence_number":1,"state_features":{"0":1},"action":"x","reward":1}""");
        File.WriteAllText(Path.Combine(_folder, "b.csv"), "");
        File.WriteAllText(Path.Combine(_folder, "c.jsonl"), "\n\n");

        Assert.Equal(1, (await ReadLog.Of(_folder, ".")).Table.Count);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_found()
    {
        var options = new LogOptions
        {
            StartDs = "2026-02-01",
            EndDs = "2026-01-01",
            Columns = new Dictionary<string, string> { ["rewrad"] = "r" },
            StateColumns = ["a", "b"],
            StateFeatureIds = new Dictionary<string, long> { ["b"] = 0, ["c"] = 5 },
        };

        var problems = options.Validate().Select(problem => problem.Message).ToList();

        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("did you mean 'reward'?"));
        Assert.Contains(problems, problem => problem.Contains("before start_ds"));
        Assert.Contains(problems, problem => problem.Contains("'c' has a feature id"));
        Assert.Contains(problems, problem => problem.Contains("a and b have the same feature id"));
        Assert.IsAssignableFrom<IValidatedConfig>(options);
    }
}
