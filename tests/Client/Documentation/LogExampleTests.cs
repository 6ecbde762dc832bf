using ReAgent.Client.Configuration;
using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Documentation;

/// <summary>The logs that docs/logs.md and samples/own_logs.yaml show are read as they say.</summary>
public sealed class LogExampleTests
{
    private static readonly string Samples = Path.Combine(Document.Root, "samples");

    private static ExperimentConfig Sample()
    {
        var binding = new ExperimentConfigReader().Bind(YamlTree.Parse(File.ReadAllText(Path.Combine(Samples, "own_logs.yaml")), "own_logs.yaml"));
        Assert.Empty(binding.Notes);
        return binding.Require();
    }

    [Fact]
    public async Task An_episode_that_is_marked_as_cut_off_goes_on_after_its_last_decision()
    {
        using var rows = await ExampleRows.Read(Document.Read("logs.md").Blocks("json rows").Single(), new LogOptions());

        var (counts, _) = await rows.Timeline(new TimelineOptions());

        Assert.Empty(rows.Problems);
        Assert.Equal((2, 0, 1), (counts.Transitions, counts.Terminated, counts.Truncated));
        Assert.Empty(counts.Quarantined);
    }

    [Fact]
    public async Task The_sample_has_the_same_rows_in_both_formats()
    {
        var options = Sample().Log;
        var (json, jsonProblems) = await ExampleRows.Read(Samples, "logs/json", options);
        var (csv, csvProblems) = await ExampleRows.Read(Samples, "logs/csv", options);

        Assert.Empty(jsonProblems);
        Assert.Empty(csvProblems);
        Assert.Equal(409, json.Count);
        Assert.Equal(json.Count, csv.Count);
        Assert.All(json.Columns.Zip(csv.Columns), pair => Assert.All(Enumerable.Range(0, json.Count), row => Assert.Equal(0, pair.First.CompareRows(row, pair.Second, row))));
    }

    [Fact]
    public async Task The_rules_and_the_reward_of_the_sample_fit_its_log()
    {
        var config = Sample();
        var (table, _) = await ExampleRows.Read(Samples, "logs/json", config.Log);
        var schema = EpisodeColumns.SchemaOf(table.Layout);
        var tallies = new RuleTallies(config.Timeline.ValidateInput, schema);
        tallies.Add(new EpisodeColumns(table), table.Count);

        Assert.All(RuleTallies.Verdicts(config.Timeline.ValidateInput, schema, [tallies.States]), verdict => Assert.True(verdict.Passed, verdict.Sentence));
        Assert.NotNull(new RewardRule(config.RewardOptions.CustomRewardExpression!, table.Layout));
        Assert.All(config.Timeline.ValidateOutput, rule => Assert.True(ValidationRule.TryParse(rule, TimelineColumns.SchemaOf(table.Layout), out _, out _)));
    }
}
