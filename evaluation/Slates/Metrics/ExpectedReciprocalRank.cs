namespace ReAgent.Evaluation.Slates.Metrics;

/// <summary>
/// Σ_k R_k / k Π_{j &lt; k} (1 − R_j), with R = (2^r − 1) / 2^{r_max}: the reciprocal of the slot at which somebody who reads from the top is
/// satisfied, expected.
/// </summary>
/// <remarks>
/// Chapelle, Metlzer, Zhang and Grinspan, "Expected Reciprocal Rank for Graded Relevance", CIKM 2009. ReAgent divides by r_max² instead,
/// which is the same for r_max = 2 and 4 only and makes probabilities above 1 for larger rewards.
/// </remarks>
/// <param name="largestReward">r_max, above 0; rewards are cut off at 0 and there.</param>
public sealed class ExpectedReciprocalRank(double largestReward) : ISlateMetric
{
    private readonly double _largest = largestReward > 0
        ? largestReward
        : throw new ArgumentOutOfRangeException(nameof(largestReward), largestReward, "The largest reward must be positive.");

    public double Of(ReadOnlySpan<double> slotRewards)
    {
        double expected = 0, unsatisfied = 1;
        for (var slot = 0; slot < slotRewards.Length; slot++)
        {
            var satisfied = (Math.Pow(2, Math.Clamp(slotRewards[slot], 0, _largest)) - 1) / Math.Pow(2, _largest);
            expected += unsatisfied * satisfied / (slot + 1);
            unsatisfied *= 1 - satisfied;
        }

        return expected;
    }
}
