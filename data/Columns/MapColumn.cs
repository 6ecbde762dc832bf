namespace ReAgent.Data.Columns;

/// <summary>A column of maps to numbers (sparse features, metrics).</summary>
/// <typeparam name="TKey">Feature id (<see cref="long"/>) or metric name (<see cref="string"/>).</typeparam>
public sealed class MapColumn<TKey> : RaggedColumn
{
    private readonly ValueColumn<TKey> _keys;
    private readonly ValueColumn<double> _values;
    private readonly Column[] _children;

    public MapColumn() => _children = [_keys = new(), _values = new()];

    /// <summary>Keys of all rows, one after the other.</summary>
    public ReadOnlySpan<TKey> AllKeys => _keys.Values;

    /// <summary>Values of all rows, in the order of <see cref="AllKeys"/>.</summary>
    public ReadOnlySpan<double> AllValues => _values.Values;

    internal override ReadOnlySpan<Column> Children => _children;

    /// <summary>Keys of one row.</summary>
    public ReadOnlySpan<TKey> Keys(int row) => _keys.Values.Slice(Offsets[row], Length(row));

    /// <summary>Values of one row, in the order of its keys.</summary>
    public ReadOnlySpan<double> Values(int row) => _values.Values.Slice(Offsets[row], Length(row));

    /// <summary>Adds an entry to the row that <see cref="RaggedColumn.EndRow"/> will end.</summary>
    public void Add(TKey key, double value)
    {
        _keys.Add(key);
        _values.Add(value);
    }

    /// <summary>Appends a copy of another column's row.</summary>
    public void Append(MapColumn<TKey> other, int row) => Append(other, row, 1);

    /// <summary>True when the two rows have the same entries in the same order.</summary>
    public bool SameRow(int row, MapColumn<TKey> other, int otherRow) =>
        Keys(row).SequenceEqual(other.Keys(otherRow)) && Values(row).SequenceEqual(other.Values(otherRow));

    /// <inheritdoc/>
    public override Column NewEmpty() => new MapColumn<TKey>();
}
