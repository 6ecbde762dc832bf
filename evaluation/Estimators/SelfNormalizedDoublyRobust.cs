using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Doubly robust whose correction is shared out among the steps: mean of Σ_a π(a | s) R̂(s, a), plus Σ w (r − R̂(s, a_logged)) / Σ w.
/// The correction is never larger than the model's largest error, however large a single weight.
/// </summary>
/// <remarks>
/// Kallus and Uehara, "Intrinsically Efficient, Stable, and Bounded Off-Policy Evaluation for Reinforcement Learning", NeurIPS 2019;
/// the weights of Swaminathan and Joachims 2015 in the estimator of Dudík, Langford and Li 2011.
/// </remarks>
public sealed class SelfNormalizedDoublyRobust : IEstimator
{
    public string Key => "self_normalized_doubly_robust";

    public string Name => "self-normalized doubly robust";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => UsedSteps.Weighted(sample, options, steps =>
    {
        var (logged, predicted) = (sample.Page.Reward.Logged, sample.Page.Reward.ModelRewardsForLoggedAction);
        return steps.HaveNoWeight
            ? new CannotEstimate(SetAside.NoWeight)
            : steps.Answer(new SumOfStatistics(
                steps.Mean(step => sample.TargetRewards[step]),
                steps.Ratio(step => sample.StepWeights[step] * (logged[step] - predicted[step]), step => sample.StepWeights[step])));
    });
}
