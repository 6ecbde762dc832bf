namespace ReAgent.Evaluation.Weights;

/// <summary>How evenly importance weights are spread.</summary>
/// <param name="Count">Number of weights.</param>
/// <param name="EffectiveSampleSize">
/// (Σw)² / Σw²: the number of equally weighted observations that would say as much (Kish, 1965). 0 when every weight is 0.
/// </param>
/// <param name="EffectiveShare">Effective sample size over count, in [0, 1].</param>
/// <param name="LargestShare">
/// The largest weight over the sum of weights, in [0, 1]: 1 means that one observation decides everything.
/// </param>
/// <param name="ZeroShare">Share of weights that are 0: observations that the target policy would never make.</param>
/// <param name="Mean">Mean weight: near 1 when the logged propensities are right. Null when it exceeds the range of a double.</param>
/// <param name="Largest">The largest weight. Null when it exceeds the range of a double.</param>
public sealed record WeightSummary(
    int Count, double EffectiveSampleSize, double EffectiveShare, double LargestShare, double ZeroShare, double? Mean, double? Largest)
{
    /// <summary>The weights by their size.</summary>
    public IReadOnlyList<WeightBin> Bins { get; init; } = [];

    internal static WeightSummary Of(IReadOnlyCollection<ScaledProduct> weights)
    {
        if (weights.Count == 0)
        {
            return new(0, 0, 0, 0, 0, null, null);
        }

        var exponent = weights.Max(weight => weight.Exponent);
        double sum = 0, squares = 0, largest = 0;
        var zeros = 0;
        foreach (var weight in weights)
        {
            var relative = weight.RelativeTo(exponent);
            sum += relative;
            squares += relative * relative;
            largest = Math.Max(largest, relative);
            zeros += weight.Mantissa == 0 ? 1 : 0;
        }

        var effective = sum == 0 ? 0 : sum * sum / squares;
        return new(
            weights.Count,
            effective,
            effective / weights.Count,
            sum == 0 ? 0 : largest / sum,
            (double)zeros / weights.Count,
            Finite(sum / weights.Count, exponent),
            Finite(largest, exponent))
        {
            Bins = WeightBin.Of(weights),
        };
    }

    private static double? Finite(double relative, int exponent) =>
        relative == 0 ? 0 : Math.ScaleB(relative, exponent) is var value && double.IsFinite(value) ? value : null;
}
