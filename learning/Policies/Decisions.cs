namespace ReAgent.Learning.Policies;

/// <summary>What a policy decided for N states.</summary>
public sealed record Decisions
{
    /// <summary>N.</summary>
    public required int Count { get; init; }

    /// <summary>[N] discrete actions; empty when actions are continuous.</summary>
    public int[] Actions { get; init; } = [];

    /// <summary>[N, D] continuous actions in (−1, 1), row-major; empty when actions are discrete.</summary>
    public float[] ActionFeatures { get; init; } = [];

    /// <summary>
    /// [N] probability (density, for continuous actions) with which each action was taken; 1 where the policy does not draw.
    /// </summary>
    public required float[] Probabilities { get; init; }

    /// <summary>[N, A] scores that the decision rests on, row-major; empty when actions are continuous.</summary>
    public float[] Scores { get; init; } = [];

    /// <summary>[N, A] probability of each action, row-major; empty when actions are continuous.</summary>
    public float[] Propensities { get; init; } = [];
}
