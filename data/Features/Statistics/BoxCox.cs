namespace ReAgent.Data.Features.Statistics;

/// <summary>
/// The power transform (x^λ − 1) / λ of Box and Cox (1964) and its maximum-likelihood exponent. Agrees with scipy.stats.boxcox.
/// </summary>
internal static class BoxCox
{
    /// <summary>
    /// Exponents nearer to 0 are moved here: (x^λ − 1)/λ in float32 would lose its digits to cancellation, and the transform does not
    /// differ visibly from one with a smaller exponent.
    /// </summary>
    private const double SmallestLambda = 1e-3;

    /// <summary>The exponent that makes the values look most normal.</summary>
    /// <param name="values">Positive values, not all equal.</param>
    public static double MostLikelyLambda(ReadOnlySpan<double> values)
    {
        // With z = ln x − mean(ln x) the log-likelihood is, up to constants, −n/2 · ln var((exp(λz) − 1)/λ): scaling by the geometric
        // mean keeps powers of large values from overflowing, and expm1 keeps small exponents from cancelling.
        var centered = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            centered[i] = Math.Log(values[i]);
        }

        var mean = Moments.Of(centered).Mean;
        for (var i = 0; i < centered.Length; i++)
        {
            centered[i] -= mean;
        }

        var scratch = new double[values.Length];
        var lambda = BrentMinimizer.Minimize(candidate => NegativeLogLikelihood(centered, candidate, scratch), -2, 2);
        return Math.Abs(lambda) >= SmallestLambda ? lambda : Math.CopySign(SmallestLambda, lambda);
    }

    /// <summary>Transforms positive values.</summary>
    public static double[] Transform(ReadOnlySpan<double> values, double lambda)
    {
        var transformed = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            transformed[i] = (Math.Pow(values[i], lambda) - 1) / lambda;
        }

        return transformed;
    }

    private static double NegativeLogLikelihood(double[] centered, double lambda, double[] scratch)
    {
        for (var i = 0; i < centered.Length; i++)
        {
            scratch[i] = lambda == 0 ? centered[i] : ExpMinusOne(lambda * centered[i]) / lambda;
        }

        var negative = 0.5 * Math.Log(Moments.Of(scratch).Second);
        return double.IsNaN(negative) ? double.PositiveInfinity : negative;
    }

    /// <summary>exp(x) − 1 without cancellation near 0 (Kahan's quotient).</summary>
    private static double ExpMinusOne(double x)
    {
        var exp = Math.Exp(x);
        if (exp == 1)
        {
            return x;
        }

        var difference = exp - 1;
        return Math.Abs(x) > 0.5 ? difference : difference * x / Math.Log(exp);
    }
}
