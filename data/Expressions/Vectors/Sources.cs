namespace ReAgent.Data.Expressions.Vectors;

/// <summary>One value for all rows.</summary>
internal sealed class Constant<T>(T value) : Node<T>
{
    public T Value { get; } = value;

    public override Block<T> Evaluate(in Chunk chunk)
    {
        var block = chunk.Pool.Rent<T>();
        block.Values.AsSpan(0, chunk.Count).Fill(Value);
        return block;
    }
}

/// <summary>Null for all rows.</summary>
internal sealed class NullConstant<T> : Node<T>
{
    public override Block<T> Evaluate(in Chunk chunk)
    {
        var block = chunk.Pool.Rent<T>();
        block.OpenNulls(chunk.Count).Fill(true);
        return block;
    }
}

internal sealed class NumberColumn(string name) : Node<double>
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var block = chunk.Pool.Rent<double>();
        var nulls = block.OpenNulls(chunk.Count);
        block.HasNulls = chunk.Columns.ReadNumbers(name, chunk.Rows, block.Values.AsSpan(0, chunk.Count), nulls);
        return block;
    }
}

internal sealed class BooleanColumn(string name) : Node<bool>
{
    public override Block<bool> Evaluate(in Chunk chunk)
    {
        var block = chunk.Pool.Rent<bool>();
        var nulls = block.OpenNulls(chunk.Count);
        block.HasNulls = chunk.Columns.ReadBooleans(name, chunk.Rows, block.Values.AsSpan(0, chunk.Count), nulls);
        return block;
    }
}

internal sealed class TextColumn(string name) : Node<string>
{
    public override Block<string> Evaluate(in Chunk chunk)
    {
        var block = chunk.Pool.Rent<string>();
        var nulls = block.OpenNulls(chunk.Count);
        chunk.Columns.ReadTexts(name, chunk.Rows, block.Values.AsSpan(0, chunk.Count)!);
        var any = false;
        for (var i = 0; i < nulls.Length; i++)
        {
            nulls[i] = block.Values[i] is null;
            any |= nulls[i];
        }

        block.HasNulls = any;
        return block;
    }
}

/// <summary>The entry of a map from names.</summary>
internal sealed class NamedEntry(string column, string key) : Node<double>
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var block = chunk.Pool.Rent<double>();
        var nulls = block.OpenNulls(chunk.Count);
        block.HasNulls = chunk.Columns.ReadMap(column, key, chunk.Rows, block.Values.AsSpan(0, chunk.Count), nulls);
        return block;
    }
}

/// <summary>The entry of a map from feature ids.</summary>
internal sealed class NumberedEntry(string column, long key) : Node<double>
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var block = chunk.Pool.Rent<double>();
        var nulls = block.OpenNulls(chunk.Count);
        block.HasNulls = chunk.Columns.ReadMap(column, key, chunk.Rows, block.Values.AsSpan(0, chunk.Count), nulls);
        return block;
    }
}
