using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>What is wrong with the rows of a table: for each row why it cannot be used, and what was found instead. Empty texts for good rows.</summary>
public sealed class RowFindings
{
    /// <summary>Why each row cannot be used: one of a few texts, so that rows can be counted by it.</summary>
    public ValueColumn<string> Reasons { get; } = new();

    /// <summary>What was found in its place, where that is known.</summary>
    public ValueColumn<string> Found { get; } = new();

    /// <summary>Number of rows.</summary>
    public int Count => Reasons.Count;

    /// <summary>True when the row can be used.</summary>
    public bool IsGood(int row) => Reasons[row].Length == 0;

    /// <summary>Notes what is wrong with a row; the first finding stays.</summary>
    public void Note(int row, string reason, string? found = null)
    {
        if (IsGood(row))
        {
            Reasons[row] = reason;
            Found[row] = found ?? "";
        }
    }

    /// <summary>Starts again with good rows.</summary>
    public void Restart(int rows)
    {
        Clear();
        Reasons.AppendAbsent(rows);
        Found.AppendAbsent(rows);
    }

    /// <summary>Appends the findings of other rows, in the order given.</summary>
    internal void AppendRows(RowFindings other, ReadOnlySpan<int> rows)
    {
        Reasons.AppendRows(other.Reasons, rows);
        Found.AppendRows(other.Found, rows);
    }

    /// <summary>Forgets all rows.</summary>
    internal void Clear()
    {
        Reasons.Clear();
        Found.Clear();
    }
}
