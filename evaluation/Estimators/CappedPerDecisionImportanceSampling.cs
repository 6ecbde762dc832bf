using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling of single rewards with cumulative weights cut at c: the mean over episodes of Σ_t γ^t min(ρ_t, c) r_t, with ρ_t the
/// product of the episode's weights up to step t. Its variance is bounded; it is biased by the weight that is cut off, downwards where
/// rewards are positive.
/// </summary>
/// <remarks>
/// Ionides, "Truncated Importance Sampling", Journal of Computational and Graphical Statistics 2008, of the estimator of Precup, Sutton and
/// Singh 2000. c is <see cref="EvaluationOptions.CumulativeWeightCap"/>. Needs propensities and no model.
/// </remarks>
public sealed class CappedPerDecisionImportanceSampling : IEstimator
{
    public string Key => "capped_per_decision_importance_sampling";

    public string Name => "capped per-decision importance sampling";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) =>
        EpisodeMeans.WithoutModel(sample, options, 1, episodes =>
        {
            List<ScaledProduct> weights = [];
            double[] values = [.. episodes.Select(episode => ValueOf(sample, episode, options, weights))];
            return (RatioOfSums.MeanOf(values), WeightCut.Notes(weights, options.CumulativeWeightCap, "steps"));
        });

    private static double ValueOf(EvaluationSample sample, int episode, EvaluationOptions options, List<ScaledProduct> weights)
    {
        var (value, discount, weight) = (0.0, 1.0, ScaledProduct.One);
        for (var step = sample.Page.EpisodeOffsets[episode]; step < sample.Page.EpisodeOffsets[episode + 1]; step++)
        {
            weight = weight.Times(sample.StepWeights[step]);
            weights.Add(weight);
            value += discount * Math.Min(weight.RelativeTo(0), options.CumulativeWeightCap) * sample.Page.Reward.Logged[step];
            discount *= options.Gamma;
        }

        return value;
    }
}
