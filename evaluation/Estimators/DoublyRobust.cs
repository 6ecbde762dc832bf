using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// The reward model corrected by importance sampling of its errors: mean over logged steps of w (r − R̂(s, a_logged)) + Σ_a π(a | s)
/// R̂(s, a). Unbiased when the propensities or the model are right.
/// </summary>
/// <remarks>Dudík, Langford and Li, "Doubly Robust Policy Evaluation and Learning", ICML 2011, equation 1.</remarks>
public sealed class DoublyRobust : IEstimator
{
    public string Key => "doubly_robust";

    public string Name => "doubly robust";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options)
    {
        var (logged, predicted) = (sample.Page.Reward.Logged, sample.Page.Reward.ModelRewardsForLoggedAction);
        return StepMeans.OverWeightedSteps(
            sample, options, step => (sample.StepWeights[step] * (logged[step] - predicted[step])) + sample.TargetRewards[step]);
    }
}
