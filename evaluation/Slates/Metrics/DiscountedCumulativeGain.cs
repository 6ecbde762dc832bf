namespace ReAgent.Evaluation.Slates.Metrics;

/// <summary>Σ_k (2^{r_k} − 1) / log₂(k + 1), k counted from 1.</summary>
/// <remarks>Burges et al., "Learning to Rank using Gradient Descent", ICML 2005; the discount of Järvelin and Kekäläinen, 2002.</remarks>
public sealed class DiscountedCumulativeGain : ISlateMetric
{
    public double Of(ReadOnlySpan<double> slotRewards)
    {
        var sum = 0.0;
        for (var slot = 0; slot < slotRewards.Length; slot++)
        {
            sum += (Math.Pow(2, slotRewards[slot]) - 1) / Math.Log2(slot + 2);
        }

        return sum;
    }
}
