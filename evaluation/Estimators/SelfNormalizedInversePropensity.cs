using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling whose weights are shared out among the steps: Σ w r / Σ w, with w = π(a_logged | s) / p_logged. Never outside the
/// range of the logged rewards; its bias vanishes as steps are added, and its variance is mostly far lower than that of plain
/// importance sampling.
/// </summary>
/// <remarks>
/// Swaminathan and Joachims, "The Self-Normalized Estimator for Counterfactual Learning", NIPS 2015. For a policy that always
/// takes one action it is the average reward that ReAgent's <c>PolicyEvaluator</c> reports.
/// </remarks>
public sealed class SelfNormalizedInversePropensity : IEstimator
{
    public string Key => "self_normalized_inverse_propensity";

    public string Name => "self-normalized inverse propensity";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => UsedSteps.Weighted(sample, options, steps =>
        steps.HaveNoWeight
            ? new CannotEstimate(SetAside.NoWeight)
            : steps.Answer(steps.Ratio(
                step => sample.StepWeights[step] * sample.Page.Reward.Logged[step], step => sample.StepWeights[step])));
}
