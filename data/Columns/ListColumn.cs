namespace ReAgent.Data.Columns;

/// <summary>A column of lists of plain values.</summary>
public sealed class ListColumn<T> : RaggedColumn
{
    private readonly ValueColumn<T> _items;
    private readonly Column[] _children;

    public ListColumn() => _children = [_items = new()];

    internal override ReadOnlySpan<Column> Children => _children;

    /// <summary>Items of one row.</summary>
    public ReadOnlySpan<T> Items(int row) => _items.Values.Slice(Offsets[row], Length(row));

    /// <summary>Adds an item to the row that <see cref="RaggedColumn.EndRow"/> will end.</summary>
    public void Add(T item) => _items.Add(item);

    /// <inheritdoc/>
    public override Column NewEmpty() => new ListColumn<T>();
}
