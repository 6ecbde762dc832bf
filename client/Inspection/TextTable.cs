namespace ReAgent.Client.Inspection;

/// <summary>Aligns cells in columns: texts to the left, numbers to the right.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">The rows, the header first; all of one length.</param>
    /// <param name="numbers">Which columns hold numbers.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, params ReadOnlySpan<bool> numbers)
    {
        var isNumber = numbers.ToArray();
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join(Gap, row.Select((cell, column) => isNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }
}
