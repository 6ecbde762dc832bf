namespace ReAgent.Data.Columns;

/// <summary>A column of lists whose items are lists or maps themselves: possible actions given by features, sequences.</summary>
public sealed class NestedListColumn : RaggedColumn
{
    private readonly Column[] _children;

    /// <param name="items">Where the items are kept; without rows.</param>
    public NestedListColumn(Column items) => _children = [items];

    /// <summary>The items of all rows, one after the other.</summary>
    public Column Items => _children[0];

    internal override ReadOnlySpan<Column> Children => _children;

    /// <inheritdoc/>
    public override Column NewEmpty() => new NestedListColumn(Items.NewEmpty());
}
