namespace ReAgent.Data.Columns;

/// <summary>A column of lists, packed: row r holds items Offsets[r] … Offsets[r+1]−1.</summary>
public sealed class ListColumn<T>
{
    private int[] _offsets = new int[16];
    private T[] _items = new T[16];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Number of items in all rows.</summary>
    public int Entries => _offsets[Count];

    /// <summary>Items of one row.</summary>
    public ReadOnlySpan<T> Items(int row) => _items.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);

    /// <summary>Number of items in one row.</summary>
    public int Length(int row) => _offsets[row + 1] - _offsets[row];

    /// <summary>Adds an item to the row that <see cref="EndRow"/> will end.</summary>
    public void Add(T item)
    {
        var at = _offsets[Count + 1];
        if (at == _items.Length)
        {
            Array.Resize(ref _items, at * 2);
        }

        _items[at] = item;
        _offsets[Count + 1] = at + 1;
    }

    /// <summary>Ends the current row; without items it is empty.</summary>
    public void EndRow()
    {
        Count++;
        if (Count + 1 >= _offsets.Length)
        {
            Array.Resize(ref _offsets, _offsets.Length * 2);
        }

        _offsets[Count + 1] = _offsets[Count];
    }

    /// <summary>Appends a copy of another column's row.</summary>
    public void Append(ListColumn<T> other, int row)
    {
        foreach (var item in other.Items(row))
        {
            Add(item);
        }

        EndRow();
    }
}
