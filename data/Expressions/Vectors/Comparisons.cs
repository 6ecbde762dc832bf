namespace ReAgent.Data.Expressions.Vectors;

/// <summary>
/// A comparison of two values of one type. Numbers follow Spark: NaN equals NaN and is larger than every other number. Texts are compared character by
/// character, in no language's order; false is less than true.
/// </summary>
internal interface IComparison
{
    static abstract bool Holds(double x, double y);

    /// <summary>The same, from the sign of x compared with y.</summary>
    static abstract bool Holds(int order);
}

internal readonly struct Equal : IComparison
{
    public static bool Holds(double x, double y) => x == y || (double.IsNaN(x) && double.IsNaN(y));

    public static bool Holds(int order) => order == 0;
}

internal readonly struct NotEqual : IComparison
{
    public static bool Holds(double x, double y) => !Equal.Holds(x, y);

    public static bool Holds(int order) => order != 0;
}

internal readonly struct Less : IComparison
{
    public static bool Holds(double x, double y) => !(x >= y) && !double.IsNaN(x);

    public static bool Holds(int order) => order < 0;
}

internal readonly struct LessOrEqual : IComparison
{
    public static bool Holds(double x, double y) => x <= y || double.IsNaN(y);

    public static bool Holds(int order) => order <= 0;
}

internal readonly struct Greater : IComparison
{
    public static bool Holds(double x, double y) => Less.Holds(y, x);

    public static bool Holds(int order) => order > 0;
}

internal readonly struct GreaterOrEqual : IComparison
{
    public static bool Holds(double x, double y) => LessOrEqual.Holds(y, x);

    public static bool Holds(int order) => order >= 0;
}

/// <summary>x = y and its kin; null where one of them is null.</summary>
internal sealed class Comparison<T, TComparison>(Node<T> left, Node<T> right) : Node<bool>
    where TComparison : struct, IComparison
{
    public override Block<bool> Evaluate(in Chunk chunk)
    {
        var x = left.Evaluate(chunk);
        var y = right.Evaluate(chunk);
        var result = Compare.Blocks<T, TComparison>(x, y, chunk);
        chunk.Pool.Return(x);
        chunk.Pool.Return(y);
        return result;
    }
}

/// <summary>Compares block with block.</summary>
internal static class Compare
{
    /// <summary>A rented block; x and y stay with the caller.</summary>
    public static Block<bool> Blocks<T, TComparison>(Block<T> x, Block<T> y, in Chunk chunk)
        where TComparison : struct, IComparison
    {
        var result = chunk.Pool.Rent<bool>();
        result.TakeNulls(x, chunk.Count);
        result.TakeNulls(y, chunk.Count);
        var holds = result.Values.AsSpan(0, chunk.Count);
        if (x is Block<double> xs && y is Block<double> ys)
        {
            ReadOnlySpan<double> a = xs.Values.AsSpan(0, holds.Length);
            ReadOnlySpan<double> b = ys.Values.AsSpan(0, holds.Length);
            for (var i = 0; i < holds.Length; i++)
            {
                holds[i] = TComparison.Holds(a[i], b[i]);
            }
        }
        else if (x is Block<bool> xb && y is Block<bool> yb)
        {
            for (var i = 0; i < holds.Length; i++)
            {
                holds[i] = TComparison.Holds(xb.Values[i].CompareTo(yb.Values[i]));
            }
        }
        else if (x is Block<string> xt && y is Block<string> yt)
        {
            for (var i = 0; i < holds.Length; i++)
            {
                // A leftover of an earlier chunk under a null is compared too; its result means nothing.
                holds[i] = TComparison.Holds(string.CompareOrdinal(xt.Values[i], yt.Values[i]));
            }
        }

        return result;
    }
}
