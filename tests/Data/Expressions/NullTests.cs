using Xunit;

namespace ReAgent.Data.Tests.Expressions;

/// <summary>Spark SQL's rules for null.</summary>
public sealed class NullTests
{
    [Theory]
    [InlineData("NULL")]
    [InlineData("1 + NULL")]
    [InlineData("-NULL")]
    [InlineData("POWER(NULL, 2)")]
    [InlineData("1 / 0")]
    [InlineData("1 / zero")]
    [InlineData("1 % 0")]
    [InlineData("reward / zero + 1")]
    [InlineData("LN(0)")]
    [InlineData("LOG(-1)")]
    [InlineData("LOG10(0)")]
    [InlineData("LOG1P(-1)")]
    [InlineData("LOG(0, 3)")]
    [InlineData("LEAST(NULL, NULL)")]
    [InlineData("COALESCE(NULL)")]
    [InlineData("NULLIF(3, 3)")]
    [InlineData("CLAMP(1, NULL, 2)")]
    [InlineData("metrics['shares']")]
    [InlineData("state_features[8]")]
    [InlineData("CASE WHEN false THEN 1 END")]
    [InlineData("IF(NULL, NULL, NULL)")]
    [InlineData("ROUND(NULL)")]
    public void Gives_null(string text) => Assert.Null(Evaluate.Number(text));

    [Theory]
    [InlineData("IF(NULL, 1, 2)", 2)]
    [InlineData("CASE WHEN NULL THEN 1 WHEN 1 = NULL THEN 2 ELSE 3 END", 3)]
    [InlineData("NULLIF(3, NULL)", 3)]
    [InlineData("COALESCE(metrics['shares'], 0)", 0)]
    [InlineData("COALESCE(1 / zero, reward, 5)", 0)]
    [InlineData("LEAST(5, NULL)", 5)]
    public void Gives_a_number(string text, double expected) => Assert.Equal(expected, Evaluate.Number(text));

    [Theory]
    [InlineData("true AND true", true)]
    [InlineData("true AND NULL", null)]
    [InlineData("NULL AND true", null)]
    [InlineData("NULL AND NULL", null)]
    [InlineData("false AND NULL", false)]
    [InlineData("NULL AND false", false)]
    [InlineData("true OR NULL", true)]
    [InlineData("NULL OR true", true)]
    [InlineData("false OR NULL", null)]
    [InlineData("NULL OR false", null)]
    [InlineData("NULL OR NULL", null)]
    [InlineData("NOT NULL", null)]
    [InlineData("NULL = NULL", null)]
    [InlineData("1 < NULL", null)]
    [InlineData("'a' = NULL", null)]
    [InlineData("NULL IS NULL", true)]
    [InlineData("NULL IS NOT NULL", false)]
    [InlineData("1 / zero IS NULL", true)]
    [InlineData("(1 = NULL) IS NULL", true)]
    [InlineData("1 IN (1, NULL)", true)]
    [InlineData("2 IN (1, NULL)", null)]
    [InlineData("2 NOT IN (1, NULL)", null)]
    [InlineData("2 NOT IN (1, 3)", true)]
    [InlineData("NULL IN (1, 2)", null)]
    [InlineData("5 BETWEEN NULL AND 4", false)]
    [InlineData("3 BETWEEN NULL AND 4", null)]
    [InlineData("3 NOT BETWEEN 1 AND 2", true)]
    [InlineData("SQRT(-1) = SQRT(-1)", true)]
    [InlineData("SQRT(-1) > EXP(1000)", true)]
    [InlineData("SQRT(-1) <= 5", false)]
    [InlineData("5 <= SQRT(-1)", true)]
    [InlineData("5 < SQRT(-1) AND NOT SQRT(-1) < SQRT(-1) AND SQRT(-1) >= 5", true)]
    public void Three_values(string text, bool? expected) => Assert.Equal(expected, Evaluate.Conditions(text)[0]);

    [Fact]
    public void Null_rows_of_columns_stay_null()
    {
        Assert.Equal([1.3, 1.4, 1.5, null], Evaluate.Numbers("action_probability + 1", SampleColumns.Logged(), 4));
        Assert.Equal([true, false, false, null], Evaluate.Conditions("action = 'L'"));
        Assert.Equal([false, false, true, null], Evaluate.Conditions("NOT not_terminal"));
        Assert.Equal([false, false, false, true], Evaluate.Conditions("action IS NULL AND not_terminal IS NULL AND action_probability IS NULL"));
        Assert.Equal([2, 3, null, null], Evaluate.Numbers("metrics.clicks", SampleColumns.Logged(), 4));
        Assert.Equal([null, 9, null, null], Evaluate.Numbers("state_features[-2]", SampleColumns.Logged(), 4));
        Assert.Equal(["L", "R", "x", "x"], Texts("COALESCE(IF(action = 'it''s', NULL, action), 'x')"));
    }

    /// <summary>Which of a few texts an expression gives.</summary>
    private static string[] Texts(string text)
    {
        string[] candidates = ["L", "R", "x"];
        var matches = candidates.Select(candidate => Evaluate.Conditions($"{text} = '{candidate}'")).ToArray();
        return [.. Enumerable.Range(0, 4).Select(row => candidates.Single(candidate => matches[Array.IndexOf(candidates, candidate)][row] == true))];
    }
}
