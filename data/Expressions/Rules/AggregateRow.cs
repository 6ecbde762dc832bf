using System.Globalization;

namespace ReAgent.Data.Expressions.Rules;

/// <summary>The one row on which a rule is decided: its columns are the aggregates.</summary>
internal sealed class AggregateRow(IReadOnlyList<double?> values) : IRowColumns
{
    public static string ColumnName(int index) => index.ToString(CultureInfo.InvariantCulture);

    public bool ReadNumbers(string column, RowSelection rows, Span<double> target, Span<bool> nulls)
    {
        var value = values[int.Parse(column, CultureInfo.InvariantCulture)];
        target.Fill(value ?? 0);
        nulls.Fill(value is null);
        return value is null;
    }

    public bool ReadBooleans(string column, RowSelection rows, Span<bool> target, Span<bool> nulls) => throw NoColumn(column);

    public void ReadTexts(string column, RowSelection rows, Span<string?> target) => throw NoColumn(column);

    public bool ReadMap(string column, string key, RowSelection rows, Span<double> target, Span<bool> nulls) => throw NoColumn(column);

    public bool ReadMap(string column, long key, RowSelection rows, Span<double> target, Span<bool> nulls) => throw NoColumn(column);

    private static InvalidOperationException NoColumn(string column) => new($"The aggregates of a rule are numbers; there is no '{column}' of another kind.");
}
