using ReAgent.Evaluation.Slates.Distributions;

namespace ReAgent.Evaluation.Slates;

/// <summary>A slate that was shown, what it earned, and what the policies make of the same request.</summary>
public sealed record SlateSample
{
    /// <summary>[K] the item in each slot.</summary>
    public required IReadOnlyList<int> Slate { get; init; }

    /// <summary>What the slate earned, finite.</summary>
    public required double Reward { get; init; }

    /// <summary>The policy to evaluate.</summary>
    public required SlateDistribution Target { get; init; }

    /// <summary>The policy that chose the slate; null when no more than the propensity of the slate is known.</summary>
    public SlateDistribution? Logging { get; init; }

    /// <summary>
    /// [K] the logged probability of each item at its slot given the items before it, in (0, 1]; NaN or 0 where it is not known. Null when
    /// it follows from <see cref="Logging"/>.
    /// </summary>
    public IReadOnlyList<double>? SlotPropensities { get; init; }

    /// <summary>The logged probability of the slate; null when it follows from the slots' or from <see cref="Logging"/>.</summary>
    public double? SlatePropensity { get; init; }

    /// <summary>[K] what each slot earned (its click), finite; null when only the slate's reward is known.</summary>
    public IReadOnlyList<double>? SlotRewards { get; init; }

    /// <summary>
    /// [K] how much each slot counts: the probability that it is looked at, times the metric's weight of it. Null when all count alike.
    /// </summary>
    public IReadOnlyList<double>? SlotWeights { get; init; }

    /// <summary>A model of the rewards; null when there is none.</summary>
    public ISlateRewardModel? Model { get; init; }

    /// <summary>
    /// π(a_k | a_1 … a_{k−1}) / p_k of each slot; null when a propensity that is needed is unknown. A slot that the target policy would not
    /// have filled so has weight 0, and so have those after it.
    /// </summary>
    internal double[]? SlotRatios()
    {
        var target = Target.Conditionals([.. Slate]);
        if ((SlotPropensities ?? Logging?.Conditionals([.. Slate])) is not { } logged)
        {
            return null;
        }

        var possible = true;
        for (var slot = 0; slot < target.Length; slot++)
        {
            possible = possible && target[slot] > 0;
            target[slot] = possible ? target[slot] / logged[slot] : 0;
        }

        return Array.TrueForAll(target, double.IsFinite) ? target : null;
    }

    /// <summary>π(slate) / p(slate): 0 when the target policy would not show it; null when its propensity is unknown.</summary>
    internal double? SlateRatio()
    {
        var target = Target.Probability([.. Slate]);
        var logged = SlatePropensity ?? SlotPropensities?.Aggregate(1.0, (product, known) => product * known)
            ?? Logging?.Probability([.. Slate]) ?? double.NaN;
        return target == 0 ? 0 : logged > 0 && double.IsFinite(target / logged) ? target / logged : null;
    }
}
