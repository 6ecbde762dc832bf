using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// Weighs the reward of every slot by the items down to it: Σ_k w_k r_k with w_k = Π_{j ≤ k} π(a_j | a_1 … a_{j−1}) / p_j. Unbiased when what a slot
/// earns depends on its item and those above it, not on those below: people read from the top.
/// </summary>
/// <remarks>
/// McInerney, Brost, Chandar, Mehrotra and Carterette, "Counterfactual Evaluation of Slate Recommendations with Sequential Reward
/// Interactions" (RIPS), KDD 2020; self-normalized, as theirs is, each slot's weights are shared out on their own.
/// </remarks>
public sealed class RewardInteraction : ISlateEstimator
{
    public string Key => SelfNormalized ? "self_normalized_reward_interaction" : "reward_interaction";

    public string Name => SelfNormalized ? "self-normalized reward interaction" : "reward interaction";

    /// <inheritdoc cref="WeightedSlateEstimator.SelfNormalized"/>
    public bool SelfNormalized { get; init; } = true;

    public Preparation Prepare(SlateLog log, EvaluationOptions options) => log.Samples.Any(sample => sample.SlotRewards is null)
        ? new CannotEstimate(SlateMeans.NoSlotRewards)
        : SlateMeans.Ratios(log, options, log.Slots, SelfNormalized, WeightsAndValues);

    private static IReadOnlyList<(double Weight, double Value)>? WeightsAndValues(SlateSample sample)
    {
        if (sample.SlotRatios() is not { } ratios)
        {
            return null;
        }

        var pairs = new (double Weight, double Value)[ratios.Length];
        var weight = 1.0;
        for (var slot = 0; slot < ratios.Length; slot++)
        {
            weight *= ratios[slot];
            pairs[slot] = (weight, weight * sample.SlotRewards![slot]);
        }

        return pairs;
    }
}
