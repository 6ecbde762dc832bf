using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Sequential doubly robust with weights that are normalized over episodes at every step:
/// Σ_t γ^t Σ_i [ρ_it (r_it − Q̂(s_it, a_it)) + ρ_{i,t−1} V̂(s_it)], where ρ_it is the product of episode i's weights up to step t over
/// the sum of these products over episodes, and ρ_{i,−1} = 1/n. Slightly biased for few episodes, and of far lower variance than with
/// plain weights.
/// </summary>
/// <remarks>
/// Thomas and Brunskill, "Data-Efficient Off-Policy Policy Evaluation for Reinforcement Learning", ICML 2016, section 5. Which episodes
/// take part in the normalization after their end is <see cref="EvaluationOptions.EndedEpisodes"/>. At a step where no episode has any
/// weight, the model's V̂ of the step before stands for the rest. The discount counts steps, not sequence numbers. Needs two episodes.
/// </remarks>
public sealed class WeightedSequentialDoublyRobust : IEstimator
{
    public string Key => "weighted_doubly_robust";

    public string Name => "weighted sequential doubly robust";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => EpisodeMeans.Statistic(
        sample,
        options,
        2,
        episodes => (new FullHorizonReturn(new WeightedReturns(sample, episodes, options.Gamma, options.EndedEpisodes)), []));
}
