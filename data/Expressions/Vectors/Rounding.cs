using System.Diagnostics;
using System.Globalization;

namespace ReAgent.Data.Expressions.Vectors;

/// <summary>ROUND(x, d): to d decimals, halves away from zero. As in Spark, x counts as its shortest decimal form: ROUND(1.005, 2) is 1.01.</summary>
internal sealed class Rounding(Node<double> operand, int decimals) : Node<double>
{
    /// <summary>Within these bounds a double's 17 digits and the result fit a decimal exactly.</summary>
    public const int LeastDecimals = -10;

    /// <inheritdoc cref="LeastDecimals"/>
    public const int MostDecimals = 15;

    /// <summary>Above it every double is a whole number.</summary>
    private const double Whole = 9007199254740992;

    public override Block<double> Evaluate(in Chunk chunk)
    {
        var result = operand.Evaluate(chunk);
        foreach (ref var value in result.Values.AsSpan(0, chunk.Count))
        {
            value = Round(value, decimals);
        }

        return result;
    }

    private static double Round(double x, int decimals)
    {
        if (decimals == 0)
        {
            return Math.Round(x, MidpointRounding.AwayFromZero);
        }

        if (!(Math.Abs(x) < (decimals > 0 ? Whole : 1e28)))
        {
            return x;
        }

        // The shortest decimal form, without allocating.
        Span<char> text = stackalloc char[32];
        var fits = x.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        Debug.Assert(fits, "17 digits, a point, an exponent and two signs are at most 24 characters.");
        var exact = decimal.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
        if (decimals > 0)
        {
            return (double)decimal.Round(exact, decimals, MidpointRounding.AwayFromZero);
        }

        var unit = 1m;
        for (var i = 0; i < -decimals; i++)
        {
            unit *= 10;
        }

        return (double)(decimal.Round(exact / unit, MidpointRounding.AwayFromZero) * unit);
    }
}
