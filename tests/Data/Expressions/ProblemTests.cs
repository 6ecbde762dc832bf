using ReAgent.Data.Expressions;
using ReAgent.Data.Expressions.Rules;
using Xunit;

namespace ReAgent.Data.Tests.Expressions;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("rewrd + 1", 1, "did you mean reward?")]
    [InlineData("1 + POWR(reward, 3)", 5, "did you mean POWER?")]
    [InlineData("1 + hello", 5, "the columns are reward, ")]
    [InlineData("1 + zzzzzzzz(1)", 5, "the functions are ABS, ")]
    [InlineData("reward + 'x'", 10, "+ needs a number here, not a text.")]
    [InlineData("reward = 'x'", 10, "the first is a number, this is a text.")]
    [InlineData("NOT reward", 5, "NOT needs a condition")]
    [InlineData("reward > 1", 1, "write IF(condition, 1, 0)")]
    [InlineData("action", 1, "gives a text, but a number is wanted")]
    [InlineData("1 < 2 < 3", 7, "do not chain")]
    [InlineData("reward 3", 8, "'3' is not expected")]
    [InlineData("reward + 1)", 11, "closes nothing")]
    [InlineData("(reward + 1", 12, ") is expected here to close the ( at column 1, not the end of the text")]
    [InlineData("POWER(reward 3)", 14, "a comma, an operator or )")]
    [InlineData("POWER(reward, , 3)", 15, "A value is expected here, not ','")]
    [InlineData("POWER(1)", 1, "POWER has 1 argument; it is written POWER(x, exponent).")]
    [InlineData("IF(true, 1)", 1, "IF(condition, value, otherwise)")]
    [InlineData("LEAST(1)", 1, "LEAST(x, y, ...)")]
    [InlineData("ROUND(1, reward)", 10, "whole number from -10 to 15")]
    [InlineData("CASE WHEN true 2 END", 16, "THEN is expected here, not '2'")]
    [InlineData("CASE WHEN true THEN 2", 22, "END is expected here")]
    [InlineData("CASE WHEN true THEN 2 ELSE 'a' END", 28, "values of one kind")]
    [InlineData("IF(reward IS 5, 1, 2)", 14, "NULL or NOT NULL")]
    [InlineData("IF(reward IN 5, 1, 2)", 14, "values in brackets")]
    [InlineData("IF(reward IN (), 1, 2)", 4, "at least one value")]
    [InlineData("IF(reward BETWEEN 1, 1, 2)", 20, "AND is expected here")]
    [InlineData("metrics", 1, "metrics['clicks']")]
    [InlineData("metrics[7]", 9, "The keys of metrics are texts")]
    [InlineData("state_features['x']", 16, "The keys of state_features are whole numbers")]
    [InlineData("state_features[1.5]", 16, "whole number")]
    [InlineData("reward['x']", 1, "only a map has entries")]
    [InlineData("metrics['x']['y']", 13, "have no entries")]
    [InlineData("SUM(reward)", 1, "only a validation rule")]
    [InlineData("\"L\"", 1, "A text goes in 'single quotes'.")]
    [InlineData("'abc", 1, "does not end")]
    [InlineData("``", 1, "A name stands between")]
    [InlineData("1 + #", 5, "'#' has no meaning")]
    [InlineData("reward -- 1", 8, "begins a comment")]
    [InlineData("reward ^ 2", 8, "POWER(x, y)")]
    [InlineData("IF(true && false, 1, 2)", 9, "written AND")]
    [InlineData("1e999", 1, "too large")]
    [InlineData("5abc", 1, "neither a number nor a name")]
    [InlineData("POWER(*)", 1, "only COUNT(*)")]
    public void A_problem_says_where_and_what(string text, int position, string message)
    {
        Assert.False(RowExpression.TryParse(text, SampleColumns.Schema, ExpressionType.Number, out var expression, out var problems));
        Assert.Null(expression);
        Assert.Equal(position, problems[0].Position);
        Assert.Contains(message, problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COUNT_IF(reward > 1)", 1, "compare it")]
    [InlineData("reward > 1", 1, "differs from row to row")]
    [InlineData("COUNT_IF(reward) = 0", 10, "needs a condition")]
    [InlineData("SUM(action) > 0", 5, "needs a number")]
    [InlineData("AVG(SUM(reward)) > 0", 5, "inside another aggregate")]
    [InlineData("SUM(*) > 1", 1, "write SUM(x)")]
    [InlineData("COUNT() = 1", 1, "COUNT(*) or COUNT(x)")]
    [InlineData("COUNTIF(reward > 1) = 0", 1, "did you mean COUNT_IF?")]
    [InlineData("1 = 1", 1, "looks at no rows")]
    public void A_problem_of_a_rule_says_where_and_what(string text, int position, string message)
    {
        Assert.False(ValidationRule.TryParse(text, SampleColumns.Schema, out _, out var problems));
        var problem = Assert.Single(problems);
        Assert.Equal(position, problem.Position);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_text()
    {
        Assert.False(RowExpression.TryParse(
            "rewrd + * 2 - 'x' + POWR(actoin, 1) + POWER(zero 3) + IF(1, metrics, 2) )", SampleColumns.Schema, ExpressionType.Number, out _, out var problems));
        Assert.Equal([1, 9, 15, 21, 26, 50, 58, 61, 73], problems.Select(problem => problem.Position));
    }

    [Fact]
    public void Parse_throws_with_every_problem_in_the_message()
    {
        var thrown = Assert.Throws<ExpressionException>(() => RowExpression.Parse("rewrd + actoin", SampleColumns.Schema));
        Assert.Equal(2, thrown.Problems.Count);
        Assert.Equal(
            "'rewrd + actoin' is not valid:\n  column 1: There is no column 'rewrd'; did you mean reward?\n"
            + "  column 9: There is no column 'actoin'; did you mean action?",
            thrown.Message);
    }

    [Theory]
    [InlineData("(", "reward", ")", 100_000, "characters")]
    [InlineData("(", "reward", ")", 4_000, "levels inside each other")]
    [InlineData("ABS(", "reward", ")", 1_900, "levels inside each other")]
    [InlineData("- ", "reward", "", 4_000, "levels inside each other")]
    [InlineData("", "reward", " + 1", 2_000, "hang on each other")]
    [InlineData("", "metrics", "[1]", 3_000, "no entries")]
    [InlineData("CASE WHEN true THEN ", "1", " END", 400, "levels inside each other")]
    public void Deep_and_long_texts_are_refused(string before, string middle, string after, int times, string message)
    {
        var text = string.Concat(Enumerable.Repeat(before, times)) + middle + string.Concat(Enumerable.Repeat(after, times));
        Assert.False(RowExpression.TryParse(text, SampleColumns.Schema, ExpressionType.Number, out _, out var problems));
        Assert.Contains(problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.True(problems.Count <= ExpressionLimits.Problems);
    }

    [Fact]
    public void What_the_limits_allow_is_computed()
    {
        Assert.Equal(5, Evaluate.Number(new string('(', 99) + "5" + new string(')', 99)));
        Assert.Equal(480, Evaluate.Number("0" + string.Concat(Enumerable.Repeat(" + 1", 480))));
    }

    [Fact]
    public void The_highest_expression_allowed_needs_little_stack()
    {
        var text = string.Concat(Enumerable.Repeat("ABS(0 + 1 + 1 + 1 + ", 95)) + "1" + new string(')', 95);
        double? value = null;
        var thread = new Thread(() => value = Evaluate.Number(text), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(95 * 3 + 1, value);
        var rule = string.Join(" AND ", Enumerable.Repeat("COUNT(*) = 4", 400));
        thread = new Thread(() => value = ValidationRule.Parse(rule, SampleColumns.Schema).NewTally().Verdict().Clauses.Count, maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(400, value);
    }

    [Fact]
    public void Columns_that_differ_in_case_alone_are_told_apart_and_never_guessed()
    {
        var schema = new ExpressionSchema([new("Reward", ExpressionType.Number), new("reward", ExpressionType.Number)]);
        Assert.True(RowExpression.TryParse("Reward + reward", schema, ExpressionType.Number, out _, out _));
        Assert.False(RowExpression.TryParse("REWARD", schema, ExpressionType.Number, out _, out _));
        Assert.Throws<ArgumentException>(() => new ExpressionSchema([new("a", ExpressionType.Number), new("a", ExpressionType.Text)]));
    }
}
