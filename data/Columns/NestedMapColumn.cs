namespace ReAgent.Data.Columns;

/// <summary>A column of maps whose values are not single numbers: id lists, id-score lists, sequences of features, rewards of a slate's items.</summary>
/// <typeparam name="TKey">Feature id (<see cref="long"/>) or name (<see cref="string"/>).</typeparam>
public sealed class NestedMapColumn<TKey> : RaggedColumn
{
    private readonly ValueColumn<TKey> _keys;
    private readonly Column[] _children;

    /// <param name="values">Where the values are kept; without rows.</param>
    public NestedMapColumn(Column values) => _children = [_keys = new(), values];

    /// <summary>The keys of all rows, one after the other.</summary>
    public ValueColumn<TKey> Keys => _keys;

    /// <summary>The values of all rows, in the order of <see cref="Keys"/>.</summary>
    public Column Values => _children[1];

    internal override ReadOnlySpan<Column> Children => _children;

    /// <inheritdoc/>
    public override Column NewEmpty() => new NestedMapColumn<TKey>(Values.NewEmpty());
}
