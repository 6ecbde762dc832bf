namespace ReAgent.Evaluation.Slates.Distributions;

/// <summary>
/// Every slot has weights of its own, and takes one of the remaining items with a probability in proportion to them:
/// P(slate) = Π_k u_k(a_k) / Σ_{i not in a_1 … a_{k−1}} u_k(i).
/// </summary>
/// <remarks>
/// ReAgent's <c>SlateSlotItemProbabilities</c>, except for its expectations: those reckon with a slot's own weights for the earlier slots
/// too, so that an item's probabilities at a slot need not sum to 1.
/// </remarks>
public sealed class PerSlotItems : SlateDistribution
{
    private readonly double[][] _weights;

    /// <param name="weights">
    /// [K][N] weights of the items at each slot, at least 0 and finite; in slot k, counted from 1, at least k of them above 0.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are no slots, slots have different numbers of items, weights are negative or not finite, or too few are above 0.
    /// </exception>
    public PerSlotItems(IReadOnlyList<IReadOnlyList<double>> weights)
        : base(weights.Count == 0 ? 0 : weights[0].Count, weights.Count)
    {
        for (var slot = 0; slot < weights.Count; slot++)
        {
            if (weights[slot].Count != Items)
            {
                throw new ArgumentException($"Slot {slot} has weights of {weights[slot].Count} items; slot 0 has {Items}.", nameof(weights));
            }

            ItemWeights.Check(weights[slot], slot + 1);
        }

        _weights = [.. weights.Select(ofSlot => ofSlot.ToArray())];
    }

    public override void Next(ReadOnlySpan<int> earlier, Span<double> probabilities) =>
        ItemWeights.Share(_weights[earlier.Length], earlier, probabilities);
}
