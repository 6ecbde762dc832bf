using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling of whole episodes: the mean over episodes of W G, with W the product of the episode's weights and
/// G = Σ_t γ^t r_t. Unbiased when the propensities are right; its variance grows exponentially with the length of episodes.
/// </summary>
/// <remarks>
/// Precup, Sutton and Singh, "Eligibility Traces for Off-Policy Policy Evaluation", ICML 2000, section 2. Needs propensities and no
/// model.
/// </remarks>
public sealed class TrajectoryImportanceSampling : IEstimator
{
    public string Key => "importance_sampling";

    public string Name => "importance sampling of episodes";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) =>
        EpisodeMeans.WithoutModel(sample, options, 1, episodes =>
        {
            var weighted = sample.EpisodeWeights().Zip(
                episodes, (weight, episode) => weight.RelativeTo(0) * sample.LoggedReturn(episode, options.Gamma));
            return (RatioOfSums.MeanOf([.. weighted]), []);
        });
}
