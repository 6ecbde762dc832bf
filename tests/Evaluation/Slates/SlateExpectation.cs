namespace ReAgent.Evaluation.Tests.Slates;

/// <summary>An estimator's row in the conformance tests of slates.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its estimate on <see cref="HandSlates"/>, worked out on paper.</param>
/// <param name="Needs">What it declines without.</param>
public sealed record SlateExpectation(string Key, double Value, NeededOfSlates Needs)
{
    private const NeededOfSlates WholeSlate = NeededOfSlates.Propensities;
    private const NeededOfSlates Marginals = NeededOfSlates.Propensities | NeededOfSlates.Distribution;

    public static IReadOnlyList<SlateExpectation> All { get; } =
    [
        // 3 (¼ + ⅙) for a and b, 1 (¼ + ⅙) for a and c, 2 (1/12 + 1/12) for b and c
        new("slate_direct_method", 2, NeededOfSlates.Model),

        // 2 + (1½ (1 − 3) + ½ (3 − 2) + 1½ (2 − 1)) / 3
        new("slate_doubly_robust", 5.0 / 3, WholeSlate | NeededOfSlates.Model),

        // The model expects 1 of the first slot, then 1 after a and ⅔ after b.
        // ab: 1 + 3/2 (1 − 1) + 3/2 · 1 + 3/2 (0 − 2) = −½; bc: 1 + ¾ (2 − 2) + ¾ · ⅔ + ½ (1 − 0) = 2; ac: 1 + 3/2 (0 − 1) + 3/2 · 1 + 3/2 (2 − 0) = 4
        new("cascade_doubly_robust", 5.5 / 3, WholeSlate | NeededOfSlates.Model | NeededOfSlates.SlotRewards),

        // (1½ · 1 + ½ · 3 + 1½ · 2) / 3, and over 3½
        new("slate_inverse_propensity", 2, WholeSlate),
        new("self_normalized_slate_inverse_propensity", 12.0 / 7, WholeSlate),

        // Weights φ₁(first) + φ₂(second) that show every item at every slot as often as the target policy does: those of the slates.
        new("pseudo_inverse", 2, Marginals),
        new("self_normalized_pseudo_inverse", 12.0 / 7, Marginals),

        // Weights (½ + ½ · ⅓) / ½ = 4/3 of ab and ac, (¼ + ½ · ⅓) / ½ = 5/6 of bc: (4/3 · 1 + 5/6 · 3 + 4/3 · 2) / 3, and over 3½
        new("position_based_model", 13.0 / 6, Marginals),
        new("self_normalized_position_based_model", 13.0 / 7, Marginals),

        // Weights 4/3 of a, 5/6 of b and c: (4/3 · 1 + 5/6 (2 + 1) + 5/6 · 2) / 3; those of slates are 7/6, 5/6 and 7/6.
        new("position_based_clicks", 5.5 / 3, Marginals | NeededOfSlates.SlotRewards),
        new("self_normalized_position_based_clicks", 5.5 / (19.0 / 6), Marginals | NeededOfSlates.SlotRewards),

        // (3/2 · 1 + 3/2 · 0) + (¾ · 2 + ½ · 1) + (3/2 · 0 + 3/2 · 2), over 3; slot by slot 3 / 3¾ + 3½ / 3½
        new("reward_interaction", 6.5 / 3, WholeSlate | NeededOfSlates.SlotRewards),
        new("self_normalized_reward_interaction", 1.8, WholeSlate | NeededOfSlates.SlotRewards),
    ];
}

/// <summary>What an estimator of slates may need beside rewards and the target policy.</summary>
[Flags]
public enum NeededOfSlates
{
    Nothing = 0,
    Propensities = 1,

    /// <summary>The logging policy, not just how probable the logged slates were.</summary>
    Distribution = 2,
    Model = 4,
    SlotRewards = 8,
}
