using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling of whole episodes with weights cut at c: the mean over episodes of min(W, c) G, with W the product of the episode's
/// weights and G its return. Its variance is bounded; it is biased by the weight that is cut off, downwards where returns are positive.
/// </summary>
/// <remarks>
/// Ionides, "Truncated Importance Sampling", Journal of Computational and Graphical Statistics 2008. c is
/// <see cref="EvaluationOptions.CumulativeWeightCap"/>. Needs propensities and no model.
/// </remarks>
public sealed class CappedImportanceSampling : IEstimator
{
    public string Key => "capped_importance_sampling";

    public string Name => "capped importance sampling of episodes";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) =>
        EpisodeMeans.WithoutModel(sample, options, 1, episodes =>
        {
            ScaledProduct[] weights = [.. sample.EpisodeWeights()];
            var weighted = weights.Zip(
                episodes,
                (weight, episode) => Math.Min(weight.RelativeTo(0), options.CumulativeWeightCap) * sample.LoggedReturn(episode, options.Gamma));
            return (RatioOfSums.MeanOf([.. weighted]), WeightCut.Notes(weights, options.CumulativeWeightCap, "episodes"));
        });
}
