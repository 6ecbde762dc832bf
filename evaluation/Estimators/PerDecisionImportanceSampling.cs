using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling of single rewards: the mean over episodes of Σ_t γ^t ρ_t r_t, with ρ_t the product of the episode's weights up to
/// step t: a reward does not depend on what is decided after it. Unbiased when the propensities are right, and of less variance than
/// weighing whole episodes.
/// </summary>
/// <remarks>
/// Precup, Sutton and Singh, "Eligibility Traces for Off-Policy Policy Evaluation", ICML 2000, section 3. Computed from an episode's
/// end, v_t = w_t (r_t + γ v_{t+1}). Needs propensities and no model.
/// </remarks>
public sealed class PerDecisionImportanceSampling : IEstimator
{
    public string Key => "per_decision_importance_sampling";

    public string Name => "per-decision importance sampling";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => EpisodeMeans.WithoutModel(
        sample,
        options,
        1,
        episodes => (RatioOfSums.MeanOf([.. episodes.Select(episode => ValueOf(sample, episode, options.Gamma))]), []));

    private static double ValueOf(EvaluationSample sample, int episode, double gamma)
    {
        var value = 0.0;
        for (var step = sample.Page.EpisodeOffsets[episode + 1] - 1; step >= sample.Page.EpisodeOffsets[episode]; step--)
        {
            // A weight of 0 cuts the episode off even where what follows has overflowed.
            var weight = sample.StepWeights[step];
            value = weight == 0 ? 0 : weight * (sample.Page.Reward.Logged[step] + (gamma * value));
        }

        return value;
    }
}
