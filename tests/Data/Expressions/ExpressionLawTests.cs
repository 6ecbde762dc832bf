using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Expressions;
using ReAgent.Data.Expressions.Rules;
using Xunit;

namespace ReAgent.Data.Tests.Expressions;

public sealed class ExpressionLawTests
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithReplay(20_190_717, 4_243).WithMaxTest(500);

    private static readonly string[] Pieces =
    [
        "reward", "metrics", "action", "'x'", "'", "`", "\"", "1", "2.5", "1e", "1e9999", ".", ",", "(", ")", "[", "]", "+", "-", "--", "*", "/", "%",
        "=", "<", "<=>", "<>", "!", "&&", "AND", "OR", "NOT", "IN", "IS", "NULL", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END",
        "IF(", "POWER(", "ROUND(", "LEAST(", "SUM(", "COUNT(", "COUNT(*)", "COUNT_IF(", "true", "\n", "\0", "é", "\ud83d", "\ud83d\ude00", "state_features[", "7]", "['clicks']",
    ];

    [Fact]
    public void Numbers_agree_with_a_reading_row_by_row_before_and_after_printing() =>
        Prop.ForAll(AnyExpressions.Numbers(4).ToArbitrary(), any =>
        {
            var expression = RowExpression.Parse(any.Text, SampleColumns.Schema);
            var again = RowExpression.Parse(expression.ToString(), SampleColumns.Schema);
            var expected = Enumerable.Range(0, AnyExpressions.Rows).Select(any.Of).Select(Bits).ToArray();
            Assert.Equal(expected, Evaluate.Numbers(expression, AnyExpressions.Columns, AnyExpressions.Rows).Select(Bits));
            Assert.Equal(expected, Evaluate.Numbers(again, AnyExpressions.Columns, AnyExpressions.Rows).Select(Bits));
            Assert.Equal(expression.ToString(), again.ToString());
        }).Check(Settings);

    [Fact]
    public void Conditions_agree_with_a_reading_row_by_row_before_and_after_printing() =>
        Prop.ForAll(AnyExpressions.Conditions(4).ToArbitrary(), any =>
        {
            var expression = RowExpression.Parse(any.Text, SampleColumns.Schema, ExpressionType.Boolean);
            var again = RowExpression.Parse(expression.ToString(), SampleColumns.Schema, ExpressionType.Boolean);
            var expected = Enumerable.Range(0, AnyExpressions.Rows).Select(any.Of).ToArray();
            Assert.Equal(expected, Evaluate.Conditions(expression, AnyExpressions.Columns, AnyExpressions.Rows));
            Assert.Equal(expected, Evaluate.Conditions(again, AnyExpressions.Columns, AnyExpressions.Rows));
            Assert.Equal(expression.ToString(), again.ToString());
        }).Check(Settings);

    [Theory]
    [InlineData("reward - (reward - 1)", "reward - (reward - 1)")]
    [InlineData("(reward - reward) - 1", "reward - reward - 1")]
    [InlineData("((1 + 2)) * `reward`", "(1 + 2) * reward")]
    [InlineData("-(-reward) - -(3)", "-(-reward) - -3")]
    [InlineData("- - 3.50", "3.50")]
    [InlineData("`case` + metrics.clicks + \"odd name\"", "`case` + metrics['clicks'] + `odd name`")]
    [InlineData("if((not not_terminal) = true, 1, 0)", "IF((NOT not_terminal) = TRUE, 1, 0)")]
    [InlineData("IF((1 < 2) = (2 < 3), 1, 0)", "IF((1 < 2) = (2 < 3), 1, 0)")]
    [InlineData("IF(NOT (true AND false) or true, 1, 0)", "IF(NOT (TRUE AND FALSE) OR TRUE, 1, 0)")]
    public void Printing_keeps_the_brackets_that_matter(string text, string printed) =>
        Assert.Equal(printed, RowExpression.Parse(text, SampleColumns.Schema).ToString());

    [Fact]
    public void Whatever_the_text_there_is_an_expression_or_problems_inside_the_text()
    {
        var pieces = Gen.Elements(Pieces).ArrayOf().Select(parts => string.Join(" ", parts));
        var glued = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);
        var anything = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        Prop.ForAll(Gen.OneOf(pieces, glued, anything).ToArbitrary(), text =>
        {
            foreach (var type in new[] { ExpressionType.Number, ExpressionType.Boolean })
            {
                var fits = RowExpression.TryParse(text, SampleColumns.Schema, type, out var expression, out var problems);
                CheckOutcome(text, fits, problems);
                if (fits)
                {
                    Assert.Equal(expression!.ToString(), RowExpression.Parse(expression.ToString(), SampleColumns.Schema, type).ToString());
                }
            }

            var isRule = ValidationRule.TryParse(text, SampleColumns.Schema, out var rule, out var problemsOfRule);
            CheckOutcome(text, isRule, problemsOfRule);
            if (isRule)
            {
                Assert.Equal(0, rule!.NewTally().Verdict().Rows);
            }
        }).Check(Settings.WithMaxTest(2_000).WithEndSize(60));
    }

    private static void CheckOutcome(string text, bool fits, IReadOnlyList<ExpressionProblem> problems)
    {
        Assert.Equal(fits, problems.Count == 0);
        Assert.All(problems, problem => Assert.InRange(problem.Position, 1, text.Length + 1));
    }

    /// <summary>All NaNs are one.</summary>
    private static long? Bits(double? value) =>
        value is not { } number ? null : double.IsNaN(number) ? long.MaxValue : BitConverter.DoubleToInt64Bits(number + 0.0);
}
