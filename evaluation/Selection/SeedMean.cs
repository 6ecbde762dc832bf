using MathNet.Numerics.Distributions;

namespace ReAgent.Evaluation.Selection;

/// <summary>Mean over the seeds of a setting, with the interval that Student's t gives it: mean ± t · s / √n.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Lower end of the 95 % interval; null for a single seed.</param>
/// <param name="High">Upper end of the interval; null for a single seed.</param>
/// <param name="Seeds">How many seeds it is over.</param>
public sealed record SeedMean(double Mean, double? Low, double? High, int Seeds)
{
    /// <summary>Confidence of the interval.</summary>
    public const double Confidence = 0.95;

    /// <summary>The mean of one or more values, one per seed; null when there are none.</summary>
    public static SeedMean? Of(IReadOnlyList<double> values)
    {
        var n = values.Count;
        if (n == 0)
        {
            return null;
        }

        var mean = values.Average();
        if (n == 1)
        {
            return new(mean, null, null, n);
        }

        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (n - 1));
        var half = StudentT.InvCDF(0, 1, n - 1, (1 + Confidence) / 2) * deviation / Math.Sqrt(n);
        return new(mean, mean - half, mean + half, n);
    }
}
