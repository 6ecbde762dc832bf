namespace ReAgent.Data.Expressions.Vectors;

/// <summary>
/// CASE and IF: the result of the first condition that is true, otherwise the last value. All branches are computed for all rows, which harms nothing:
/// what is not chosen is not looked at.
/// </summary>
internal sealed class Case<T>(IReadOnlyList<Node<bool>> conditions, IReadOnlyList<Node<T>> results, Node<T> otherwise) : Node<T>
{
    public override Block<T> Evaluate(in Chunk chunk)
    {
        var result = otherwise.Evaluate(chunk);
        // From the last to the first, so that the first true condition has the last word.
        for (var k = conditions.Count - 1; k >= 0; k--)
        {
            var condition = conditions[k].Evaluate(chunk);
            var branch = results[k].Evaluate(chunk);
            if (branch.HasNulls)
            {
                result.OpenNulls(chunk.Count);
            }

            for (var i = 0; i < chunk.Count; i++)
            {
                if (condition.Values[i] && !condition.IsNull(i))
                {
                    result.Values[i] = branch.Values[i];
                    result.Nulls[i] = branch.IsNull(i);
                }
            }

            chunk.Pool.Return(condition);
            chunk.Pool.Return(branch);
        }

        return result;
    }
}

/// <summary>COALESCE: the first value that is not null.</summary>
internal sealed class Coalesce<T>(IReadOnlyList<Node<T>> operands) : Node<T>
{
    public override Block<T> Evaluate(in Chunk chunk)
    {
        var result = operands[0].Evaluate(chunk);
        for (var k = 1; k < operands.Count && result.HasNulls; k++)
        {
            var other = operands[k].Evaluate(chunk);
            var left = false;
            for (var i = 0; i < chunk.Count; i++)
            {
                if (result.Nulls[i])
                {
                    result.Values[i] = other.Values[i];
                    result.Nulls[i] = other.IsNull(i);
                    left |= result.Nulls[i];
                }
            }

            result.HasNulls = left;
            chunk.Pool.Return(other);
        }

        return result;
    }
}

/// <summary>NULLIF(x, y): null where x = y, otherwise x.</summary>
internal sealed class NullIf<T>(Node<T> first, Node<T> second) : Node<T>
{
    public override Block<T> Evaluate(in Chunk chunk)
    {
        var result = first.Evaluate(chunk);
        var other = second.Evaluate(chunk);
        var same = Compare.Blocks<T, Equal>(result, other, chunk);
        var nulls = result.OpenNulls(chunk.Count);
        for (var i = 0; i < nulls.Length; i++)
        {
            nulls[i] |= same.Values[i] && !same.IsNull(i);
        }

        chunk.Pool.Return(other);
        chunk.Pool.Return(same);
        return result;
    }
}
