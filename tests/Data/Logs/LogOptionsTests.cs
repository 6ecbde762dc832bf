using ReAgent.Contracts.Configuration;
using ReAgent.Data.Logs;
using Xunit;

namespace ReAgent.Data.Tests.Logs;

public sealed class LogOptionsTests
{
    private static readonly ConfigCatalog Catalog = new();

    [Fact]
    public void Options_are_read_from_configuration()
    {
        var options = ConfigJson.Read<LogOptions>(
            """
            {"columns": {"reward": "outcome.score"}, "state_columns": ["age", "price"], "state_feature_ids": {"price": 3}, "start_ds": "2026-01-01", "on_damaged_file": "skip",
             "csv_delimiter": ";", "reward_columns": ["reward"], "include_possible_actions": false, "max_features": 5}
            """,
            Catalog);

        Assert.Equal("outcome.score", options.ColumnOf("reward"));
        Assert.Equal("mdp_id", options.ColumnOf("mdp_id"));
        Assert.Equal([("age", 0L), ("price", 3L)], options.StateKeys);
        Assert.Equal(("2026-01-01", null), (options.StartDs, options.EndDs));
        Assert.Equal((DamagedFilePolicy.Skip, ";", false, 5), (options.OnDamagedFile, options.CsvDelimiter, options.IncludePossibleActions, options.MaxFeatures));
    }

    [Fact]
    public void Left_alone_they_are_those_of_the_original() =>
        Assert.Equal(["reward", "metrics"], ConfigJson.Read<LogOptions>("{}", Catalog).RewardColumns);
}
