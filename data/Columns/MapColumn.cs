namespace ReAgent.Data.Columns;

/// <summary>A column of maps to numbers (sparse features, metrics), packed: row r holds entries Offsets[r] … Offsets[r+1]−1.</summary>
/// <typeparam name="TKey">Feature id (<see cref="long"/>) or metric name (<see cref="string"/>).</typeparam>
public sealed class MapColumn<TKey>
{
    private int[] _offsets = new int[16];
    private TKey[] _keys = new TKey[16];
    private double[] _values = new double[16];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Number of entries in all rows.</summary>
    public int Entries => _offsets[Count];

    /// <summary>Keys of one row.</summary>
    public ReadOnlySpan<TKey> Keys(int row) => _keys.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);

    /// <summary>Values of one row, in the order of its keys.</summary>
    public ReadOnlySpan<double> Values(int row) => _values.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);

    /// <summary>Number of entries in one row.</summary>
    public int Length(int row) => _offsets[row + 1] - _offsets[row];

    /// <summary>Adds an entry to the row that <see cref="EndRow"/> will end.</summary>
    public void Add(TKey key, double value)
    {
        var at = _offsets[Count + 1];
        if (at == _keys.Length)
        {
            Array.Resize(ref _keys, at * 2);
            Array.Resize(ref _values, at * 2);
        }

        _keys[at] = key;
        _values[at] = value;
        _offsets[Count + 1] = at + 1;
    }

    /// <summary>Ends the current row; without entries it is empty.</summary>
    public void EndRow()
    {
        Count++;
        if (Count + 1 >= _offsets.Length)
        {
            Array.Resize(ref _offsets, _offsets.Length * 2);
        }

        _offsets[Count + 1] = _offsets[Count];
    }

    /// <summary>Takes back the entries added since the last <see cref="EndRow"/>.</summary>
    public void DropRow() => _offsets[Count + 1] = _offsets[Count];

    /// <summary>Appends a copy of another column's row.</summary>
    public void Append(MapColumn<TKey> other, int row)
    {
        var keys = other.Keys(row);
        var values = other.Values(row);
        for (var i = 0; i < keys.Length; i++)
        {
            Add(keys[i], values[i]);
        }

        EndRow();
    }

    /// <summary>True when the two rows have the same entries in the same order.</summary>
    public bool SameRow(int row, MapColumn<TKey> other, int otherRow) =>
        Keys(row).SequenceEqual(other.Keys(otherRow)) && Values(row).SequenceEqual(other.Values(otherRow));
}
