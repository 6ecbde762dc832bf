using System.Numerics.Tensors;
using ReAgent.Data.Expressions.Syntax;

namespace ReAgent.Data.Expressions.Vectors;

/// <summary>x + y, x − y, x · y, x / y, x % y. Dividing by zero gives null, as in Spark.</summary>
internal sealed class Arithmetic(BinaryOperator operation, Node<double> left, Node<double> right) : Node<double>
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var result = left.Evaluate(chunk);
        var other = right.Evaluate(chunk);
        var x = result.Values.AsSpan(0, chunk.Count);
        ReadOnlySpan<double> y = other.Values.AsSpan(0, chunk.Count);
        result.TakeNulls(other, chunk.Count);
        switch (operation)
        {
            case BinaryOperator.Add:
                TensorPrimitives.Add(x, y, x);
                break;
            case BinaryOperator.Subtract:
                TensorPrimitives.Subtract(x, y, x);
                break;
            case BinaryOperator.Multiply:
                TensorPrimitives.Multiply(x, y, x);
                break;
            case BinaryOperator.Divide:
                MarkZeros(result, y);
                TensorPrimitives.Divide(x, y, x);
                break;
            case BinaryOperator.Remainder:
                MarkZeros(result, y);
                for (var i = 0; i < x.Length; i++)
                {
                    x[i] %= y[i];
                }

                break;
            default:
                throw new InvalidOperationException($"{operation} is not arithmetic.");
        }

        chunk.Pool.Return(other);
        return result;
    }

    private static void MarkZeros(Block<double> result, ReadOnlySpan<double> divisors)
    {
        if (divisors.IndexOf(0.0) < 0)
        {
            return;
        }

        var nulls = result.OpenNulls(divisors.Length);
        for (var i = 0; i < divisors.Length; i++)
        {
            nulls[i] |= divisors[i] == 0;
        }
    }
}

/// <summary>−x.</summary>
internal sealed class Negation(Node<double> operand) : Node<double>
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var result = operand.Evaluate(chunk);
        var x = result.Values.AsSpan(0, chunk.Count);
        TensorPrimitives.Negate(x, x);
        return result;
    }
}
