namespace ReAgent.Data.Features.Statistics;

/// <summary>
/// D'Agostino and Pearson's K²: the sum of the squared z-scores of skewness and kurtosis. It follows χ² with two degrees of freedom for
/// normal values and grows with the distance from normal and with the number of values. Agrees with scipy.stats.normaltest.
/// </summary>
/// <remarks>
/// D'Agostino (1971) for the skewness, Anscombe and Glynn (1983) for the kurtosis, D'Agostino, Belanger and D'Agostino (1990) for both.
/// </remarks>
internal static class NormalityTest
{
    /// <param name="moments">Moments of at least 8 values that are not all equal.</param>
    public static double KSquared(Moments moments)
    {
        var skewness = SkewnessScore(moments.Skewness, moments.Count);
        var kurtosis = KurtosisScore(moments.Kurtosis, moments.Count);
        return (skewness * skewness) + (kurtosis * kurtosis);
    }

    private static double SkewnessScore(double skewness, double n)
    {
        var y = skewness * Math.Sqrt((n + 1) * (n + 3) / (6 * (n - 2)));
        var beta2 = 3 * ((n * n) + (27 * n) - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
        var w2 = Math.Sqrt(2 * (beta2 - 1)) - 1;
        var delta = 1 / Math.Sqrt(0.5 * Math.Log(w2));
        var alpha = Math.Sqrt(2 / (w2 - 1));
        return delta * Math.Asinh(y / alpha);
    }

    private static double KurtosisScore(double kurtosis, double n)
    {
        var expected = 3 * (n - 1) / (n + 1);
        var variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
        var x = (kurtosis - expected) / Math.Sqrt(variance);
        var rootBeta1 = 6 * ((n * n) - (5 * n) + 2) / ((n + 7) * (n + 9)) * Math.Sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)));
        var a = 6 + (8 / rootBeta1 * ((2 / rootBeta1) + Math.Sqrt(1 + (4 / (rootBeta1 * rootBeta1)))));
        var ratio = (1 - (2 / a)) / (1 + (x * Math.Sqrt(2 / (a - 4))));
        return (1 - (2 / (9 * a)) - Math.Cbrt(ratio)) / Math.Sqrt(2 / (9 * a));
    }
}
