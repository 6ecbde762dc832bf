namespace ReAgent.Data.Columns;

/// <summary>
/// A column of a table in memory, packed. Columns only grow, by appending rows of another column of the same shape, and are emptied as a whole,
/// so that one set of arrays serves one chunk of rows after another.
/// </summary>
public abstract class Column
{
    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Bytes that the rows take in memory, texts counted as references.</summary>
    public abstract long Bytes { get; }

    /// <summary>A column of the same shape without rows.</summary>
    public abstract Column NewEmpty();

    /// <summary>Appends rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> − 1 of a column of the same shape.</summary>
    public abstract void Append(Column source, int start, int count);

    /// <summary>Appends rows of a column of the same shape in the order given; −1 appends an absent value.</summary>
    public abstract void AppendRows(Column source, ReadOnlySpan<int> rows);

    /// <summary>Appends absent values: NaN, the smallest whole number, an empty text, false, an empty list or map.</summary>
    public abstract void AppendAbsent(int count = 1);

    /// <summary>Orders two rows by content: a total order, the same on every machine.</summary>
    public abstract int CompareRows(int row, Column other, int otherRow);

    /// <summary>Forgets the rows from the given one on and keeps the memory.</summary>
    public abstract void Truncate(int count);

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear() => Truncate(0);

    /// <summary>Appends, for each of <paramref name="rows"/>, rows offsets[row] to offsets[row + 1] − 1 of the source; nothing for −1.</summary>
    internal abstract void AppendSlices(Column source, ReadOnlySpan<int> offsets, ReadOnlySpan<int> rows);
}
