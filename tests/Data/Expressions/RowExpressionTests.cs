using ReAgent.Data.Expressions;
using Xunit;

namespace ReAgent.Data.Tests.Expressions;

public sealed class RowExpressionTests
{
    [Fact]
    public void The_reward_expression_of_the_original_gives_its_rewards() =>
        Assert.Equal([10, 11, 74, 135], Evaluate.Numbers("POWER(reward, 3) + 10", SampleColumns.Logged(), 4));

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("100 / 10 / 5", 2)]
    [InlineData("7 / 2", 3.5)]
    [InlineData("-7 % 3", -1)]
    [InlineData("7.5 % 2", 1.5)]
    [InlineData("-2 * -3", 6)]
    [InlineData("2 - -3", 5)]
    [InlineData("-(2 + 3)", -5)]
    [InlineData("+5", 5)]
    [InlineData(".5 + 1. + 1e2 + 1E-1", 101.6)]
    [InlineData("`odd name` + \"odd name\"", 14)]
    [InlineData("`case` + REWARD", 8)]
    [InlineData("metrics['clicks'] + metrics.clicks + metrics.`clicks`", 6)]
    [InlineData("state_features[7]", 0.5)]
    [InlineData("IF(action = 'L', 1, 2)", 1)]
    [InlineData("CASE WHEN reward > 1 THEN 1 WHEN reward = 0 THEN 2 ELSE 3 END", 2)]
    [InlineData("CASE WHEN CASE WHEN reward = 0 THEN 1 ELSE 2 END = 1 THEN 5 END", 5)]
    [InlineData("IF(reward BETWEEN -1 AND 1 AND action IN ('L', 'R'), 1, 0)", 1)]
    [InlineData("if(not_terminal, 1, 0)", 1)]
    [InlineData("case when true then 1 else 0 end", 1)]
    [InlineData("IF(NOT reward > 1 AND reward < 1, 1, 0)", 1)]
    [InlineData("IF(1 = 2 OR 1 = 1 AND 2 = 3, 1, 0)", 0)]
    [InlineData("IF('a''b' = 'a''b', 1, 0)", 1)]
    [InlineData("IF('a' < 'b' AND 'B' < 'a', 1, 0)", 1)]
    [InlineData("IF(1 == 1 AND 1 != 2 AND 1 <> 2 AND 1 <= 1 AND 2 >= 2 AND true > false, 1, 0)", 1)]
    public void Grammar(string text, double expected) => Assert.Equal(expected, Evaluate.Number(text)!.Value, 12);

    [Theory]
    [InlineData("POWER(2, 10)", 1024)]
    [InlineData("pow(3, 2)", 9)]
    [InlineData("POWER(4, 0.5)", 2)]
    [InlineData("SQRT(16)", 4)]
    [InlineData("EXP(1)", Math.E)]
    [InlineData("LN(EXP(2))", 2)]
    [InlineData("LOG(EXP(2))", 2)]
    [InlineData("LOG(2, 8)", 3)]
    [InlineData("LOG10(1000)", 3)]
    [InlineData("LOG1P(1e-15) * 1e15", 1)]
    [InlineData("ABS(-3)", 3)]
    [InlineData("SIGN(-3) + SIGN(0) + SIGN(9) * 10", 9)]
    [InlineData("FLOOR(-1.5)", -2)]
    [InlineData("CEIL(-1.5)", -1)]
    [InlineData("ROUND(2.5)", 3)]
    [InlineData("ROUND(-2.5)", -3)]
    [InlineData("ROUND(0.49999999999999994)", 0)]
    [InlineData("ROUND(1.005, 2)", 1.01)]
    [InlineData("ROUND(-1234.5, -2)", -1200)]
    [InlineData("ROUND(1e300, 3) / 1e300", 1)]
    [InlineData("ROUND(1e-300, 3)", 0)]
    [InlineData("LEAST(3, 1, 2)", 1)]
    [InlineData("GREATEST(3, NULL, 7)", 7)]
    [InlineData("COALESCE(NULL, NULL, 4)", 4)]
    [InlineData("NULLIF(3, 4)", 3)]
    [InlineData("CLAMP(5, 0, 1) + CLAMP(-5, 0, 1) + CLAMP(0.25, 0, 1)", 1.25)]
    [InlineData("TANH(0.5)", 0.46211715726000975)]
    [InlineData("SIGMOID(0) + SIGMOID(1000) + SIGMOID(-1000)", 1.5)]
    public void Functions(string text, double expected) => Assert.Equal(expected, Evaluate.Number(text)!.Value, 12);

    [Theory]
    [InlineData("SQRT(-1)")]
    [InlineData("EXP(1000)")]
    [InlineData("EXP(1000) - EXP(1000)")]
    [InlineData("CLAMP(SQRT(-1), 0, 1)")]
    [InlineData("SIGN(SQRT(-1))")]
    public void A_result_that_is_not_finite_is_counted_and_kept_visible(string text)
    {
        var values = new double[4];
        var counts = RowExpression.Parse(text, SampleColumns.Schema).EvaluateNumbers(SampleColumns.Logged(), RowSelection.Range(0, 4), values);
        Assert.Equal(new NumberCounts(0, 4), counts);
        Assert.All(values, value => Assert.False(double.IsFinite(value)));
    }

    [Fact]
    public void A_branch_that_is_not_chosen_does_no_harm() =>
        Assert.Equal([0, 1, 2, Math.Sqrt(5)], Evaluate.Numbers("CASE WHEN reward >= 0 THEN SQRT(reward) ELSE SQRT(-1) / 0 END", SampleColumns.Logged(), 4));

    [Fact]
    public void Rows_may_be_chosen_one_by_one()
    {
        var values = new double[3];
        RowExpression.Parse("reward * 2", SampleColumns.Schema).EvaluateNumbers(SampleColumns.Logged(), RowSelection.Of([3, 0, 3]), values);
        Assert.Equal([10, 0, 10], values);
    }

    [Fact]
    public void Chunks_join_without_a_seam_and_nulls_of_one_do_not_leak_into_the_next()
    {
        const int rows = 5000;
        double?[] rewards = [.. Enumerable.Range(0, rows).Select(row => row % 1500 == 7 ? null : (double?)row)];
        var expression = RowExpression.Parse("CASE WHEN COALESCE(reward, -1) < 0 THEN NULL ELSE reward + 1 END * 2", SampleColumns.Schema);
        for (var pass = 0; pass < 2; pass++)
        {
            Assert.Equal(rewards.Select(reward => (reward + 1) * 2), Evaluate.Numbers(expression, SampleColumns.OfRewards(rewards), rows));
        }
    }

    [Fact]
    public void Threads_may_share_an_expression()
    {
        var expression = RowExpression.Parse("POWER(reward, 2) + IF(reward > 100, 1, 0)", SampleColumns.Schema);
        var columns = SampleColumns.OfRewards([.. Enumerable.Range(0, 3000).Select(row => (double?)row)]);
        Parallel.For(0, 16, _ =>
            Assert.Equal(Enumerable.Range(0, 3000).Select(row => (double?)row * row + (row > 100 ? 1 : 0)), Evaluate.Numbers(expression, columns, 3000)));
    }

    [Fact]
    public void Spans_of_the_wrong_length_and_the_wrong_kind_of_result_are_refused()
    {
        var expression = RowExpression.Parse("reward", SampleColumns.Schema);
        Assert.Throws<ArgumentException>(() => expression.EvaluateNumbers(SampleColumns.Logged(), RowSelection.Range(0, 4), new double[3]));
        Assert.Throws<InvalidOperationException>(() => expression.EvaluateConditions(SampleColumns.Logged(), RowSelection.Range(0, 4), new bool[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowExpression.TryParse("reward", SampleColumns.Schema, ExpressionType.Text, out _, out _));
    }
}
