using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Self-normalized importance sampling of single rewards: Σ_t γ^t Σ_i ρ_it r_it / Σ_i ρ_it, with ρ_it the product of episode i's weights up
/// to step t. Slightly biased for few episodes, and of far lower variance than with plain weights.
/// </summary>
/// <remarks>
/// Precup, Sutton and Singh, "Eligibility Traces for Off-Policy Policy Evaluation", ICML 2000, section 3; in this consistent form, Thomas,
/// "Safe Reinforcement Learning", 2015, section 3.8. Which episodes take part in the normalization after their end is
/// <see cref="EvaluationOptions.EndedEpisodes"/>. A step at which no episode has any weight counts as earning nothing, which a note says.
/// Needs propensities, no model, and two episodes.
/// </remarks>
public sealed class WeightedPerDecisionImportanceSampling : IEstimator
{
    public string Key => "weighted_per_decision_importance_sampling";

    public string Name => "weighted per-decision importance sampling";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) =>
        EpisodeMeans.WithoutModel(sample, options, 2, episodes =>
        {
            var returns = new WeightedReturns(sample, episodes, options.Gamma, options.EndedEpisodes, withModel: false);
            IReadOnlyList<string> notes = sample.EpisodeWeights().All(weight => weight.Mantissa == 0)
                ? ["No episode has any weight at its end: the policy would have acted otherwise in all of them. What it would earn there is missing."]
                : [];
            return (new FullHorizonReturn(returns), notes);
        });
}
