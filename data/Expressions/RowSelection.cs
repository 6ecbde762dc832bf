namespace ReAgent.Data.Expressions;

/// <summary>Rows of a table to work on: a range, or a list of row numbers in any order.</summary>
public readonly ref struct RowSelection
{
    private readonly ReadOnlySpan<int> _rows;

    private RowSelection(int start, int count, bool isRange, ReadOnlySpan<int> rows)
    {
        Start = start;
        Count = count;
        IsRange = isRange;
        _rows = rows;
    }

    /// <summary>Rows <paramref name="start"/> … <paramref name="start"/> + <paramref name="count"/> − 1.</summary>
    public static RowSelection Range(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RowSelection(start, count, isRange: true, []);
    }

    /// <summary>The rows with these numbers; a row may occur more than once.</summary>
    public static RowSelection Of(ReadOnlySpan<int> rows) => new(0, rows.Length, isRange: false, rows);

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Whether the rows follow each other from <see cref="Start"/>.</summary>
    public bool IsRange { get; }

    /// <summary>First row of a range; 0 otherwise.</summary>
    public int Start { get; }

    /// <summary>Number in the table of the i-th row.</summary>
    public int this[int i] => IsRange ? Start + i : _rows[i];

    /// <summary>Rows <paramref name="start"/> … of this selection.</summary>
    public RowSelection Slice(int start, int count) =>
        IsRange ? Range(Start + start, count) : Of(_rows.Slice(start, count));

    /// <summary>Copies the rows of a column without missing values: values[i] = column[this[i]].</summary>
    public void Gather<T>(ReadOnlySpan<T> column, Span<T> values)
    {
        if (IsRange)
        {
            column.Slice(Start, Count).CopyTo(values);
            return;
        }

        for (var i = 0; i < _rows.Length; i++)
        {
            values[i] = column[_rows[i]];
        }
    }

    /// <summary>Copies the rows of a column in which NaN means missing, and sets <paramref name="nulls"/> there.</summary>
    /// <returns>Whether a value is missing.</returns>
    public bool GatherNaNAsNull(ReadOnlySpan<double> column, Span<double> values, Span<bool> nulls)
    {
        Gather(column, values);
        var any = false;
        for (var i = 0; i < Count; i++)
        {
            var missing = double.IsNaN(values[i]);
            nulls[i] = missing;
            any |= missing;
        }

        return any;
    }
}
