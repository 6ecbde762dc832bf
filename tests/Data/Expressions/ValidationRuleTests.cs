using System.Text.Json;
using ReAgent.Data.Expressions;
using ReAgent.Data.Expressions.Rules;
using Xunit;

namespace ReAgent.Data.Tests.Expressions;

public sealed class ValidationRuleTests
{
    [Theory]
    [InlineData("COUNT(*) = 4", true)]
    [InlineData("COUNT(reward) = 4 AND COUNT(action_probability) = 3 AND COUNT(action) = 3 AND COUNT(not_terminal) = 3", true)]
    [InlineData("COUNT(metrics['clicks']) = 2 AND COUNT(NULL) = 0", true)]
    [InlineData("SUM(reward) = 10", true)]
    [InlineData("AVG(reward) = 2.5 AND MEAN(action_probability) BETWEEN 0.39 AND 0.41", true)]
    [InlineData("MIN(reward) = 0 AND MAX(reward) = 5", true)]
    [InlineData("MIN(-reward) = -5", true)]
    [InlineData("COUNT_IF(reward > 1.0) = 2", true)]
    [InlineData("COUNT_IF(action = 'L') = 1 AND COUNT_IF(not_terminal) = 2", true)]
    [InlineData("SHARE(action_probability IS NULL) = 0.25", true)]
    [InlineData("SUM(reward) / COUNT(*) = AVG(reward)", true)]
    [InlineData("SUM(metrics.shares) IS NULL", true)]
    [InlineData("SUM(metrics.shares) > 0", null)]
    [InlineData("COUNT(*) > 5 OR SUM(reward) > 100", false)]
    [InlineData("NOT COUNT(*) = 4", false)]
    [InlineData("IF(COUNT(*) > 2, AVG(reward) > 2, TRUE)", true)]
    [InlineData("NULL AND COUNT(*) = 4", null)]
    public void Rules_are_decided_over_all_rows(string text, bool? expected)
    {
        var verdict = Verdict(text, SampleColumns.Logged(), 4);
        Assert.Equal(expected == true, verdict.Passed);
        Assert.Equal(4, verdict.Rows);
        Assert.Equal(expected, verdict.Clauses.Aggregate((bool?)true, (all, clause) => all & clause.Holds));
    }

    [Fact]
    public void The_originals_validations_of_input_and_output()
    {
        var columns = SampleColumns.OfRewards(1.0, 0.2);
        Assert.True(Verdict("COUNT_IF(reward > 1.0) = 0", columns, 2).Passed);
        Assert.False(Verdict("COUNT_IF(reward <= 1.0) = 0", columns, 2).Passed);
        Assert.True(Verdict("COUNT(*) = 1", columns, 1).Passed);
        Assert.False(Verdict("COUNT(*) = 0", columns, 1).Passed);
    }

    [Fact]
    public void A_verdict_names_the_values_on_both_sides()
    {
        var verdict = Verdict("count_if(reward > 1.0) = 0 and count(*) = 4", SampleColumns.Logged(), 4);
        Assert.Equal("count_if(reward > 1.0) = 0 and count(*) = 4", verdict.Rule);
        Assert.Equal(
            [new ClauseVerdict("COUNT_IF(reward > 1.0) = 0", false, 2, 0), new ClauseVerdict("COUNT(*) = 4", true, 4, 4)], verdict.Clauses);
        Assert.Equal("COUNT_IF(reward > 1.0) = 0 is FALSE: 2 = 0 (4 rows).", verdict.Sentence);
        Assert.Equal("COUNT(*) = 1 is TRUE: 1 = 1 (1 row).", Verdict("COUNT(*) = 1", SampleColumns.Logged(), 1).Sentence);
        Assert.Equal("AVG(reward) > 0 is NULL, not TRUE: NULL > 0 (0 rows).", Verdict("AVG(reward) > 0", SampleColumns.Logged(), 0).Sentence);
        Assert.Equal(
            "COUNT(*) > 5 OR SUM(reward) > 100 is FALSE: COUNT(*) = 4, SUM(reward) = 10 (4 rows).",
            Verdict("COUNT(*) > 5 OR SUM(reward) > 100", SampleColumns.Logged(), 4).Sentence);
    }

    [Theory]
    [InlineData("MAX(SQRT(reward - 1)) > 1")]
    [InlineData("SUM(SQRT(reward - 1)) > 1 OR TRUE")]
    public void Values_that_are_not_a_number_fail_a_rule_whatever_it_says(string text)
    {
        var verdict = Verdict(text, SampleColumns.Logged(), 4);
        Assert.False(verdict.Passed);
        Assert.Contains("(SQRT(reward - 1)) met 1 value that is not a number (4 rows).", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Infinite_values_survive_merging_and_json()
    {
        var rule = ValidationRule.Parse(
            "MAX(EXP(reward * 1000)) > 1e300 AND MIN(EXP(reward * 1000)) = 1 AND SUM(-EXP(reward * 1000)) < -1e300", SampleColumns.Schema);
        var tally = rule.NewTally();
        tally.Add(SampleColumns.Logged(), RowSelection.Range(0, 4));
        Assert.True(rule.TallyFrom(JsonSerializer.Deserialize<RuleTallyState>(JsonSerializer.Serialize(tally.State))!).Verdict().Passed);
    }

    [Fact]
    public void A_state_of_another_rule_is_refused()
    {
        var rule = ValidationRule.Parse("SUM(reward) = 0", SampleColumns.Schema);
        var other = ValidationRule.Parse("SUM(zero) = 0", SampleColumns.Schema);
        Assert.Throws<ArgumentException>(() => rule.NewTally().Merge(other.NewTally()));
        Assert.Throws<FormatException>(() => rule.TallyFrom(other.NewTally().State));
        var state = rule.NewTally().State;
        Assert.Throws<FormatException>(() => rule.TallyFrom(state with { Aggregates = [state.Aggregates[0] with { Sum = "1*2^9999999" }] }));
    }

    private static RuleVerdict Verdict(string text, SampleColumns columns, int rows)
    {
        var tally = ValidationRule.Parse(text, SampleColumns.Schema).NewTally();
        tally.Add(columns, RowSelection.Range(0, rows));
        return tally.Verdict();
    }
}
