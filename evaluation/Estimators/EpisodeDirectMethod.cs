using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// The value model's word: the mean over episodes of V̂(s₀) = Σ_a π(a | s₀) Q̂(s₀, a). It needs no propensities and is as biased as the
/// model is; its interval tells how initial states vary, not how wrong the model may be.
/// </summary>
/// <remarks>
/// The model-based term of Jiang and Li, "Doubly Robust Off-policy Value Evaluation for Reinforcement Learning", ICML 2016, section 3.1.
/// Only first steps count: a sum of V̂ over every visited state would count a reward once for each step before it. Needs model values.
/// </remarks>
public sealed class EpisodeDirectMethod : IEstimator
{
    public string Key => "episode_direct_method";

    public string Name => "direct method for episodes";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => sample.StateValues is not { } values
        ? new CannotEstimate("The page has no model values Q̂.")
        : EpisodeMeans.OverAllEpisodes(
            sample, options, () => (RatioOfSums.MeanOf([.. sample.Page.EpisodeOffsets.SkipLast(1).Select(first => values[first])]), []));
}
