namespace ReAgent.Data.Expressions.Vectors;

/// <summary>A function of two numbers; null where one of them is null.</summary>
internal interface IPairFunction
{
    static abstract double Of(double x, double y);

    /// <summary>Where Spark's function is null instead of a number.</summary>
    static virtual bool IsNull(double x, double y) => false;
}

internal sealed class PairFunction<TFunction>(Node<double> first, Node<double> second) : Node<double>
    where TFunction : struct, IPairFunction
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var result = first.Evaluate(chunk);
        var other = second.Evaluate(chunk);
        var x = result.Values.AsSpan(0, chunk.Count);
        ReadOnlySpan<double> y = other.Values.AsSpan(0, chunk.Count);
        result.TakeNulls(other, chunk.Count);
        for (var i = 0; i < x.Length; i++)
        {
            if (TFunction.IsNull(x[i], y[i]))
            {
                result.OpenNulls(chunk.Count)[i] = true;
            }

            x[i] = TFunction.Of(x[i], y[i]);
        }

        chunk.Pool.Return(other);
        return result;
    }
}

/// <summary>xʸ.</summary>
internal readonly struct Power : IPairFunction
{
    public static double Of(double x, double y) => Math.Pow(x, y);
}

/// <summary>LOG(base, x) = ln x / ln base.</summary>
internal readonly struct LogarithmToBase : IPairFunction
{
    public static double Of(double x, double y) => Math.Log(y) / Math.Log(x);

    public static bool IsNull(double x, double y) => x <= 0 || y <= 0;
}

/// <summary>The larger of two; NaN stays NaN.</summary>
internal readonly struct Higher : IPairFunction
{
    public static double Of(double x, double y) => Math.Max(x, y);
}

/// <summary>The smaller of two; NaN stays NaN.</summary>
internal readonly struct Lower : IPairFunction
{
    public static double Of(double x, double y) => Math.Min(x, y);
}

/// <summary>The smaller or larger of two numbers; NaN counts as larger than every number, as in Spark.</summary>
internal interface IChoice
{
    static abstract bool TakesSecond(double x, double y);
}

internal readonly struct Least : IChoice
{
    public static bool TakesSecond(double x, double y) => Less.Holds(y, x);
}

internal readonly struct Greatest : IChoice
{
    public static bool TakesSecond(double x, double y) => Less.Holds(x, y);
}

/// <summary>LEAST and GREATEST: nulls are skipped; null only where all are null.</summary>
internal sealed class Extreme<TChoice>(IReadOnlyList<Node<double>> operands) : Node<double>
    where TChoice : struct, IChoice
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var result = operands[0].Evaluate(chunk);
        for (var k = 1; k < operands.Count; k++)
        {
            var other = operands[k].Evaluate(chunk);
            for (var i = 0; i < chunk.Count; i++)
            {
                if (other.IsNull(i))
                {
                    continue;
                }

                if (result.IsNull(i))
                {
                    result.Nulls[i] = false;
                    result.Values[i] = other.Values[i];
                }
                else if (TChoice.TakesSecond(result.Values[i], other.Values[i]))
                {
                    result.Values[i] = other.Values[i];
                }
            }

            chunk.Pool.Return(other);
        }

        return result;
    }
}
