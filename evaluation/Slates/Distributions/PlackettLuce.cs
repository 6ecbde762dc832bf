namespace ReAgent.Evaluation.Slates.Distributions;

/// <summary>
/// Every slot takes one of the remaining items with a probability in proportion to the items' weights, which are the same for all slots:
/// P(slate) = Π_k u(a_k) / Σ_{i not in a_1 … a_{k−1}} u(i).
/// </summary>
/// <remarks>Plackett, "The Analysis of Permutations", 1975; Luce, "Individual Choice Behavior", 1959.</remarks>
public sealed class PlackettLuce : SlateDistribution
{
    private readonly double[] _weights;

    /// <param name="weights">[N] weights of the items, at least 0 and finite; at least K of them above 0.</param>
    /// <param name="slots">K.</param>
    /// <exception cref="ArgumentException">Weights are negative or not finite, or too few are above 0.</exception>
    public PlackettLuce(IReadOnlyList<double> weights, int slots)
        : base(weights.Count, slots)
    {
        ItemWeights.Check(weights, slots);
        _weights = [.. weights];
    }

    public override void Next(ReadOnlySpan<int> earlier, Span<double> probabilities) =>
        ItemWeights.Share(_weights, earlier, probabilities);
}
