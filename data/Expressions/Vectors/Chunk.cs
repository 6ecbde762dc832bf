namespace ReAgent.Data.Expressions.Vectors;

/// <summary>At most <see cref="Size"/> rows that are evaluated together: few enough to stay in the nearest cache.</summary>
internal readonly ref struct Chunk(IRowColumns columns, RowSelection rows, BlockPool pool)
{
    public const int Size = 1024;

    public IRowColumns Columns { get; } = columns;

    public RowSelection Rows { get; } = rows;

    public BlockPool Pool { get; } = pool;

    public int Count => Rows.Count;
}
