using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling: mean over logged steps of w r, with w = π(a_logged | s) / p_logged, not clipped. Unbiased when propensities are
/// right and the logging policy takes every action that the target policy takes; of high variance when the policies differ much.
/// </summary>
/// <remarks>
/// Horvitz and Thompson, "A Generalization of Sampling Without Replacement From a Finite Universe", JASA 1952; as an estimator of
/// policies, Dudík, Langford and Li 2011, section 2.2.
/// </remarks>
public sealed class InversePropensity : IEstimator
{
    public string Key => "inverse_propensity";

    public string Name => "inverse propensity";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) =>
        StepMeans.OverWeightedSteps(sample, options, step => sample.StepWeights[step] * sample.Page.Reward.Logged[step]);
}
