namespace ReAgent.Evaluation.Estimators;

/// <summary>What an estimate is an amount of.</summary>
public enum EstimateUnit
{
    /// <summary>Mean reward of one step, over the states that were logged.</summary>
    RewardPerStep,

    /// <summary>Mean discounted return Σ_t γ^t r_t of an episode, t the index of the step.</summary>
    ReturnPerEpisode,
}
