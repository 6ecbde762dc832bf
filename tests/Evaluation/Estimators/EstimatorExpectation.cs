using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Tests.Estimators;

/// <summary>An estimator's row in the conformance tests.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">Its estimate on <see cref="HandPage"/>, worked out on paper.</param>
/// <param name="Logged">The logged mean on that page.</param>
/// <param name="Needs">What it declines without.</param>
/// <param name="FewestEpisodes">How few episodes it answers for.</param>
/// <param name="IsCostly">Whether it reads every step in each resample.</param>
public sealed record EstimatorExpectation(
    string Key, EstimateUnit Unit, double Value, double Logged, Needed Needs, int FewestEpisodes, bool IsCostly = false)
{
    public static IReadOnlyList<EstimatorExpectation> All { get; } =
    [
        // (2 + 1 + 2) / 3
        new("direct_method", EstimateUnit.RewardPerStep, 5.0 / 3, 2, Needed.Nothing, 1),

        // ((2 (1 − 1) + 2) + (1 (3 − 2) + 1) + (1 (2 − 2) + 2)) / 3
        new("doubly_robust", EstimateUnit.RewardPerStep, 2, 2, Needed.Propensities, 1),

        // ŵ is 1 for λ = ∞ and λ / (1 + λ) of the only step that surprises: with d = 1 − ŵ, its variance is 2d²/27 and its bias −d/3,
        // so that λ = ∞ is best.
        new("doubly_robust_with_shrinkage", EstimateUnit.RewardPerStep, 2, 2, Needed.Propensities, 1),

        // (2·1 + 1·3 + 1·2) / 3
        new("inverse_propensity", EstimateUnit.RewardPerStep, 7.0 / 3, 2, Needed.Propensities, 1),

        // Weights 2 and 1, returns 1 + 3/2 and 2, nothing above the cap: (2·2½ + 2) / 2
        new("capped_importance_sampling", EstimateUnit.ReturnPerEpisode, 3.5, 2.25, Needed.Propensities, 1),
        new("capped_per_decision_importance_sampling", EstimateUnit.ReturnPerEpisode, 3.5, 2.25, Needed.Propensities, 1),
        new("importance_sampling", EstimateUnit.ReturnPerEpisode, 3.5, 2.25, Needed.Propensities, 1),

        // x: 2 (1 + 3/2), y: 2
        new("per_decision_importance_sampling", EstimateUnit.ReturnPerEpisode, 3.5, 2.25, Needed.Propensities, 1),

        // (2·2½ + 2) / (2 + 1)
        new("weighted_importance_sampling", EstimateUnit.ReturnPerEpisode, 7.0 / 3, 2.25, Needed.Propensities, 2),

        // Weights ⅔ and ⅓ at both steps: ⅔·1 + ⅓·2 + ½·⅔·3
        new("weighted_per_decision_importance_sampling", EstimateUnit.ReturnPerEpisode, 7.0 / 3, 2.25, Needed.Propensities, 2, true),

        // (3 + 1) / 2
        new("episode_direct_method", EstimateUnit.ReturnPerEpisode, 2, 2.25, Needed.ModelValues, 1),

        // Q(q, b) = 3 is all that is known of q, Q(p, a) = 1 + 3/2, Q(p, b) = 2: (2½ + 2) / 2
        new("fitted_q_evaluation", EstimateUnit.ReturnPerEpisode, 2.25, 2.25, Needed.States, 1, true),

        // r₀(p) = (2·1 + 1·2) / 2, d₁(q) = 2/2, r₁(q) = 3: 2 + ½·3
        new("marginalized_importance_sampling", EstimateUnit.ReturnPerEpisode, 3.5, 2.25, Needed.Propensities | Needed.States, 1, true),

        // The returns of −1, 0 and 1 steps are 2, 11/6 and 13/6, none outside the interval [1, 13/4]. With two episodes they deviate
        // in proportion, by 1/2, 5/12 and 7/12: the mixture of least variance is 0 steps alone.
        new("magic", EstimateUnit.ReturnPerEpisode, 11.0 / 6, 2.25, Needed.Propensities | Needed.ModelValues, 2, true),

        // x 0 has the largest weight, 2, and is accepted; the others are where the seed draws less than ½: 0.80 for x 1, 0.46 for y 0.
        // (1 + 2) / 2
        new("replay", EstimateUnit.RewardPerStep, 1.5, 2, Needed.Propensities, 1),

        // (2 + 1 + 2) / 3 + (2·0 + 1·1 + 1·0) / 4
        new("self_normalized_doubly_robust", EstimateUnit.RewardPerStep, 23.0 / 12, 2, Needed.Propensities, 1),

        // (2·1 + 1·3 + 1·2) / (2 + 1 + 1)
        new("self_normalized_inverse_propensity", EstimateUnit.RewardPerStep, 7.0 / 4, 2, Needed.Propensities, 1),

        // Rewards range from 0 to 3. Below τ = 1 the bias may be 3 · (½ + 1 + 1) / 3; from 1 on 3 · ½ / 3, its square ¼; at 2 there is
        // none, and the variance 2/27 is the least too: (2·1 + 1·3 + 1·2) / 3
        new("switch", EstimateUnit.RewardPerStep, 7.0 / 3, 2, Needed.Propensities, 1),

        // At τ = 2 every step is worth 2, without variance or bias.
        new("switch_dr", EstimateUnit.RewardPerStep, 2, 2, Needed.Propensities, 1),

        // x: v₁ = 1½ + (3 − 2) = 2½, v₀ = 3 + 2 (1 + 2½/2 − 2) = 3½; y: 1 + (2 − 2) = 1
        new("sequential_doubly_robust", EstimateUnit.ReturnPerEpisode, 2.25, 2.25, Needed.Propensities | Needed.ModelValues, 1),

        // Weights ⅔ and ⅓ at both steps: [⅔ (1 − 2) + ⅓ (2 − 2) + ½ (3 + 1)] + ½ [⅔ (3 − 2) + ⅔ · 1½]
        new("weighted_doubly_robust", EstimateUnit.ReturnPerEpisode, 13.0 / 6, 2.25, Needed.Propensities | Needed.ModelValues, 2, true),
    ];
}

/// <summary>What an estimator may need beside rewards and the target policy's probabilities.</summary>
[Flags]
public enum Needed
{
    Nothing = 0,
    Propensities = 1,
    ModelValues = 2,
    States = 4,
}
