namespace ReAgent.Data.Logs;

/// <summary>Problems of the rows of one column.</summary>
/// <param name="Column">Our name of the column.</param>
/// <param name="Problems">Where they are gathered.</param>
internal readonly record struct ColumnProblems(string Column, List<RowProblem> Problems)
{
    private const int Shown = 60;

    /// <summary>Notes a problem.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="problem">What the value is, in words that follow the column's name: <c>is not a number</c>.</param>
    /// <param name="found">The value.</param>
    public void Report(int row, string problem, ReadOnlySpan<char> found) => Problems.Add(new RowProblem(row, $"{Column} {problem}", Shorten(found)));

    /// <summary>The beginning of a value.</summary>
    public static string Shorten(ReadOnlySpan<char> found) => found.Length <= Shown ? found.ToString() : $"{found[..(Shown - 1)]}…";
}
