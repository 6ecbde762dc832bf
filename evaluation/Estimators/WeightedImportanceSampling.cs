using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Self-normalized importance sampling of whole episodes: Σ_i W_i G_i / Σ_i W_i, with W the product of an episode's weights and G its
/// return. A mean of logged returns, so it stays within their range; biased for few episodes, towards the log.
/// </summary>
/// <remarks>
/// Precup, Sutton and Singh, "Eligibility Traces for Off-Policy Policy Evaluation", ICML 2000, section 2 (the weighted estimator). Weights
/// are divided by a common power of two, which cancels. Needs propensities, no model, two episodes, and one of them with a weight.
/// </remarks>
public sealed class WeightedImportanceSampling : IEstimator
{
    public string Key => "weighted_importance_sampling";

    public string Name => "weighted importance sampling of episodes";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options)
    {
        ScaledProduct[] weights = [.. sample.EpisodeWeights()];
        var prepared = EpisodeMeans.WithoutModel(sample, options, 2, episodes =>
        {
            var exponent = weights.Max(weight => weight.Exponent);
            double[] relative = [.. weights.Select(weight => weight.RelativeTo(exponent))];
            var weighted = relative.Zip(episodes, (weight, episode) => weight * sample.LoggedReturn(episode, options.Gamma));
            return (new RatioOfSums([.. weighted], relative), []);
        });
        return prepared is Prepared && Array.TrueForAll(weights, weight => weight.Mantissa == 0)
            ? new CannotEstimate("Every episode has weight 0: the policy would have acted as in none of them.")
            : prepared;
    }
}
