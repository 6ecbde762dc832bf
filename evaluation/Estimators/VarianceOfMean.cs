namespace ReAgent.Evaluation.Estimators;

/// <summary>How far the mean of some values may be off.</summary>
internal static class VarianceOfMean
{
    /// <summary>(1/n²) Σ (v − v̄)²: the variance of their mean, were they drawn independently.</summary>
    public static double Of(double[] values)
    {
        var (mean, squares) = (values.Average(), 0.0);
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares / values.Length / values.Length;
    }
}
