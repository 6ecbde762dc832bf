namespace ReAgent.Data.Expressions;

/// <summary>
/// A table as expressions read it: some thousand rows of one column at a time. Every method writes item i for row <c>rows[i]</c>; the spans are as long as
/// <c>rows</c>, and <c>nulls</c> comes in as all false. It is asked only for columns of the <see cref="ExpressionSchema"/>, by the name and with the type
/// given there.
/// </summary>
public interface IRowColumns
{
    /// <summary>Numbers of a column; <paramref name="nulls"/> is set where one is missing, and the value there does not matter.</summary>
    /// <returns>Whether any is missing.</returns>
    bool ReadNumbers(string column, RowSelection rows, Span<double> values, Span<bool> nulls);

    /// <summary>Conditions of a column; <paramref name="nulls"/> is set where one is missing, and the value there does not matter.</summary>
    /// <returns>Whether any is missing.</returns>
    bool ReadBooleans(string column, RowSelection rows, Span<bool> values, Span<bool> nulls);

    /// <summary>Texts of a column; null where one is missing.</summary>
    void ReadTexts(string column, RowSelection rows, Span<string?> values);

    /// <summary>The number under a name in the map of each row; missing where the map has no such key.</summary>
    /// <returns>Whether any is missing.</returns>
    bool ReadMap(string column, string key, RowSelection rows, Span<double> values, Span<bool> nulls);

    /// <summary>The number under a feature id in the map of each row; missing where the map has no such key.</summary>
    /// <returns>Whether any is missing.</returns>
    bool ReadMap(string column, long key, RowSelection rows, Span<double> values, Span<bool> nulls);
}
