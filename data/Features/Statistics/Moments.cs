namespace ReAgent.Data.Features.Statistics;

/// <summary>Mean and central moments of a sample, in two passes for precision.</summary>
internal readonly record struct Moments(int Count, double Mean, double Second, double Third, double Fourth)
{
    /// <summary>Unbiased standard deviation (n − 1); NaN for fewer than two values.</summary>
    public double StandardDeviation => Math.Sqrt(Second * Count / (Count - 1));

    /// <summary>Sample skewness m₃ / m₂^1.5.</summary>
    public double Skewness => Third / Math.Pow(Second, 1.5);

    /// <summary>Sample kurtosis m₄ / m₂², 3 for a normal distribution.</summary>
    public double Kurtosis => Fourth / (Second * Second);

    public static Moments Of(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var (residue, second, third, fourth) = (0.0, 0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var deviation = value - mean;
            var square = deviation * deviation;
            residue += deviation;
            second += square;
            third += square * deviation;
            fourth += square * square;
        }

        // What rounding left of the deviations' sum improves mean and variance (Chan, Golub and LeVeque, 1983).
        var n = (double)values.Length;
        return new Moments(values.Length, mean + (residue / n), (second - (residue * residue / n)) / n, third / n, fourth / n);
    }
}
