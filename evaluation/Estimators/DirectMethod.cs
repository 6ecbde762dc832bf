using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// The reward model's word: mean over logged steps of Σ_a π(a | s) R̂(s, a). It needs no propensities and is as biased as the model is.
/// </summary>
/// <remarks>Dudík, Langford and Li, "Doubly Robust Policy Evaluation and Learning", ICML 2011, section 2.1.</remarks>
public sealed class DirectMethod : IEstimator
{
    public string Key => "direct_method";

    public string Name => "direct method";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) =>
        StepMeans.OverAllSteps(sample, step => sample.TargetRewards[step]);
}
