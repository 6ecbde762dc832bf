namespace ReAgent.Evaluation.Slates.Metrics;

/// <summary>
/// The discounted cumulative gain over that of the best slate that the items allow: 1 for that slate. 0 when no slate gains anything.
/// </summary>
/// <param name="itemRewards">[N] rewards of all items that there were to choose from, at least as many as there are slots.</param>
public sealed class NormalizedDiscountedCumulativeGain(IReadOnlyList<double> itemRewards) : ISlateMetric
{
    private static readonly DiscountedCumulativeGain Gain = new();
    private readonly double[] _best = [.. itemRewards.OrderDescending()];

    public double Of(ReadOnlySpan<double> slotRewards)
    {
        var best = Gain.Of(_best.AsSpan(0, slotRewards.Length));
        return best == 0 ? 0 : Gain.Of(slotRewards) / best;
    }
}
