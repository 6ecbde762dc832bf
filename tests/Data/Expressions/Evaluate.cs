using ReAgent.Data.Expressions;

namespace ReAgent.Data.Tests.Expressions;

/// <summary>Shows the values of an expression on the rows of a table; null stands for null.</summary>
internal static class Evaluate
{
    public static double?[] Numbers(string text, IRowColumns columns, int rows) => Numbers(RowExpression.Parse(text, SampleColumns.Schema), columns, rows);

    public static double?[] Numbers(RowExpression expression, IRowColumns columns, int rows)
    {
        var values = new double[rows];
        var nulls = new bool[rows];
        var counts = expression.EvaluateNumbers(columns, RowSelection.Range(0, rows), values, nulls);
        Assert(counts.Nulls == nulls.Count(isNull => isNull), "nulls are counted");
        Assert(counts.NotFinite == values.Count(value => !double.IsFinite(value)), "numbers that are not finite are counted");
        return [.. values.Zip(nulls, (value, isNull) => isNull ? (double?)null : value)];
    }

    /// <summary>The value of an expression without columns, or on the first of the logged rows.</summary>
    public static double? Number(string text) => Numbers(text, SampleColumns.Logged(), 4)[0];

    public static bool?[] Conditions(string text) =>
        Conditions(RowExpression.Parse(text, SampleColumns.Schema, ExpressionType.Boolean), SampleColumns.Logged(), 4);

    public static bool?[] Conditions(RowExpression expression, IRowColumns columns, int rows)
    {
        var values = new bool[rows];
        var nulls = new bool[rows];
        var count = expression.EvaluateConditions(columns, RowSelection.Range(0, rows), values, nulls);
        Assert(count == values.Count(value => value), "true rows are counted");
        return [.. values.Zip(nulls, (value, isNull) => isNull ? (bool?)null : value)];
    }

    private static void Assert(bool holds, string what) => Xunit.Assert.True(holds, what);
}
