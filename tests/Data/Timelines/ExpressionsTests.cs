using ReAgent.Data.Episodes;
using ReAgent.Data.Expressions;
using ReAgent.Data.Timelines;
using Xunit;

namespace ReAgent.Data.Tests.Timelines;

public sealed class ExpressionsTests
{
    private static LoggedRows Rewards(params double[] rewards)
    {
        var rows = new LoggedRows();
        for (var row = 0; row < rewards.Length; row++)
        {
            rows.Decision("0", row, "x", reward: rewards[row], feature: row + 1, widgets: row);
        }

        return rows;
    }

    [Theory]
    [InlineData("POWER(reward, 3) + 10", new[] { 10.0, 11, 74, 135 })]
    [InlineData("reward - metrics['Widgets']", new[] { 0.0, 0, 2, 2 })]
    [InlineData("state_features[2]", new[] { 0.0, 1, 0, 0 })]
    [InlineData("IF(action = 'x', sequence_number, 7)", new[] { 0.0, 1, 2, 3 })]
    public void A_reward_is_computed_from_the_columns_of_the_row(string expression, double[] expected)
    {
        var table = Rewards(0, 1, 4, 5).Table;
        var findings = new RowFindings();
        findings.Restart(table.Count);

        new RewardRule(expression, table.Layout).Apply(table, findings);

        Assert.Equal(expected, table.Reward.Values.ToArray());
        Assert.All(Enumerable.Range(0, 4), row => Assert.True(findings.IsGood(row)));
    }

    [Fact]
    public void A_row_whose_reward_is_no_number_is_noted()
    {
        var table = Rewards(-1, 4).Table;
        var findings = new RowFindings();
        findings.Restart(table.Count);

        new RewardRule("SQRT(reward)", table.Layout).Apply(table, findings);

        Assert.Equal(["reward expression gives no number", ""], findings.Reasons.Values.ToArray());
        Assert.Equal("NaN", findings.Found[0]);
    }

    [Fact]
    public void An_unknown_column_is_an_error_that_names_the_nearest_one()
    {
        var error = Assert.Throws<ExpressionException>(() => new RewardRule("rewrad + 1", EpisodeLayout.Of(ActionKind.Discrete)));

        Assert.Contains("reward", error.Problems.Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COUNT(*) = 3", true)]
    [InlineData("COUNT_IF(not_terminal) = 2", true)]
    [InlineData("SUM(time_diff) = 2 AND MAX(sequence_number_ordinal) = 3", true)]
    [InlineData("COUNT_IF(next_action IS NULL) = 0", false)]
    public async Task Rules_see_the_rows_of_the_timeline(string rule, bool passes)
    {
        var table = Rewards(1, 2, 3).Table;
        using var job = await TimelineJob.Run(table, new TimelineOptions { Shards = 3, ValidateOutput = [rule] });

        var verdict = Assert.Single(RuleTallies.Verdicts([rule], TimelineColumns.SchemaOf(table.Layout), job.Rules));

        Assert.Equal(passes, verdict.Passed);
        Assert.Equal(3, verdict.Rows);
    }
}
