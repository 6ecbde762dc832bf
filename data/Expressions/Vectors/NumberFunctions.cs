namespace ReAgent.Data.Expressions.Vectors;

/// <summary>
/// A function of one number. It is computed number by number: the vectorised transcendental functions round differently at the end of a span, and a row
/// must not depend on its place.
/// </summary>
internal interface INumberFunction
{
    static abstract double Of(double x);

    /// <summary>Where Spark's function is null instead of a number.</summary>
    static virtual bool IsNull(double x) => false;
}

internal sealed class Function<TFunction>(Node<double> operand) : Node<double>
    where TFunction : struct, INumberFunction
{
    public override Block<double> Evaluate(in Chunk chunk)
    {
        var result = operand.Evaluate(chunk);
        var x = result.Values.AsSpan(0, chunk.Count);
        var undefined = false;
        foreach (ref var value in x)
        {
            undefined |= TFunction.IsNull(value);
        }

        if (undefined)
        {
            var nulls = result.OpenNulls(chunk.Count);
            for (var i = 0; i < x.Length; i++)
            {
                nulls[i] |= TFunction.IsNull(x[i]);
            }
        }

        foreach (ref var value in x)
        {
            value = TFunction.Of(value);
        }

        return result;
    }
}

internal readonly struct SquareRoot : INumberFunction
{
    public static double Of(double x) => Math.Sqrt(x);
}

internal readonly struct Exponential : INumberFunction
{
    public static double Of(double x) => Math.Exp(x);
}

internal readonly struct NaturalLogarithm : INumberFunction
{
    public static double Of(double x) => Math.Log(x);

    public static bool IsNull(double x) => x <= 0;
}

internal readonly struct DecimalLogarithm : INumberFunction
{
    public static double Of(double x) => Math.Log10(x);

    public static bool IsNull(double x) => x <= 0;
}

/// <summary>ln(1 + x), exact for small x (Kahan: x · ln(u) / (u − 1) with u = 1 + x rounded).</summary>
internal readonly struct LogarithmOfOnePlus : INumberFunction
{
    public static double Of(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    public static bool IsNull(double x) => x <= -1;
}

internal readonly struct AbsoluteValue : INumberFunction
{
    public static double Of(double x) => Math.Abs(x);
}

internal readonly struct SignOf : INumberFunction
{
    public static double Of(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
}

internal readonly struct RoundDown : INumberFunction
{
    public static double Of(double x) => Math.Floor(x);
}

internal readonly struct RoundUp : INumberFunction
{
    public static double Of(double x) => Math.Ceiling(x);
}

internal readonly struct HyperbolicTangent : INumberFunction
{
    public static double Of(double x) => Math.Tanh(x);
}

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct Sigmoid : INumberFunction
{
    public static double Of(double x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>x² by one product.</summary>
internal readonly struct Square : INumberFunction
{
    public static double Of(double x) => x * x;
}

/// <summary>x³ by two products: faster than the general power, and the same on every machine.</summary>
internal readonly struct Cube : INumberFunction
{
    public static double Of(double x) => x * x * x;
}
