namespace ReAgent.Data.Expressions.Vectors;

/// <summary>AND and OR with three values: null stands for "unknown", and FALSE AND null is FALSE, TRUE OR null is TRUE.</summary>
internal sealed class Logic(bool isAnd, Node<bool> left, Node<bool> right) : Node<bool>
{
    public override Block<bool> Evaluate(in Chunk chunk)
    {
        var result = left.Evaluate(chunk);
        var other = right.Evaluate(chunk);
        Combine(isAnd, result, other, chunk.Count);
        chunk.Pool.Return(other);
        return result;
    }

    /// <summary>Puts x AND y, or x OR y, in x.</summary>
    public static void Combine(bool isAnd, Block<bool> x, Block<bool> y, int count)
    {
        var a = x.Values.AsSpan(0, count);
        ReadOnlySpan<bool> b = y.Values.AsSpan(0, count);
        if (!x.HasNulls && !y.HasNulls)
        {
            for (var i = 0; i < a.Length; i++)
            {
                a[i] = isAnd ? a[i] & b[i] : a[i] | b[i];
            }

            return;
        }

        var nulls = x.OpenNulls(count);
        for (var i = 0; i < a.Length; i++)
        {
            var unknownB = y.IsNull(i);
            // What decides alone: FALSE for AND, TRUE for OR.
            var decided = (!nulls[i] && a[i] != isAnd) || (!unknownB && b[i] != isAnd);
            a[i] = decided ? !isAnd : isAnd;
            nulls[i] = !decided && (nulls[i] || unknownB);
        }
    }
}

/// <summary>NOT x; null stays null.</summary>
internal sealed class Not(Node<bool> operand) : Node<bool>
{
    public override Block<bool> Evaluate(in Chunk chunk)
    {
        var result = operand.Evaluate(chunk);
        foreach (ref var value in result.Values.AsSpan(0, chunk.Count))
        {
            value = !value;
        }

        return result;
    }
}

/// <summary>x IS NULL, x IS NOT NULL: never null itself.</summary>
internal sealed class IsNull<T>(Node<T> operand, bool negated) : Node<bool>
{
    public override Block<bool> Evaluate(in Chunk chunk)
    {
        var value = operand.Evaluate(chunk);
        var result = chunk.Pool.Rent<bool>();
        for (var i = 0; i < chunk.Count; i++)
        {
            result.Values[i] = value.IsNull(i) != negated;
        }

        chunk.Pool.Return(value);
        return result;
    }
}

/// <summary>x >= low AND x &lt;= high.</summary>
internal sealed class Between<T>(Node<T> operand, Node<T> low, Node<T> high) : Node<bool>
{
    public override Block<bool> Evaluate(in Chunk chunk)
    {
        var x = operand.Evaluate(chunk);
        var bound = low.Evaluate(chunk);
        var result = Compare.Blocks<T, GreaterOrEqual>(x, bound, chunk);
        chunk.Pool.Return(bound);
        bound = high.Evaluate(chunk);
        var below = Compare.Blocks<T, LessOrEqual>(x, bound, chunk);
        Logic.Combine(isAnd: true, result, below, chunk.Count);
        chunk.Pool.Return(bound);
        chunk.Pool.Return(below);
        chunk.Pool.Return(x);
        return result;
    }
}

/// <summary>x = first OR x = second OR …</summary>
internal sealed class IsIn<T>(Node<T> operand, IReadOnlyList<Node<T>> items) : Node<bool>
{
    public override Block<bool> Evaluate(in Chunk chunk)
    {
        var x = operand.Evaluate(chunk);
        var result = chunk.Pool.Rent<bool>();
        result.Values.AsSpan(0, chunk.Count).Clear();
        foreach (var item in items)
        {
            var other = item.Evaluate(chunk);
            var same = Compare.Blocks<T, Equal>(x, other, chunk);
            Logic.Combine(isAnd: false, result, same, chunk.Count);
            chunk.Pool.Return(other);
            chunk.Pool.Return(same);
        }

        chunk.Pool.Return(x);
        return result;
    }
}
