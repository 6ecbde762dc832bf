using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.States;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling of states rather than of paths: Σ_t γ^t Σ_s d_t(s) r_t(s), where d_t(s) is how often the policy would be in state s
/// at step t, r_t(s) = Σ_i w_it r_it / n_t(s) over the n_t(s) logged visits, d₀ is as logged, and
/// d_{t+1}(s') = Σ_s d_t(s) Σ_{i: s_it = s, s_{i,t+1} = s'} w_it / n_t(s). Weights of single steps only, so that the variance grows with the
/// square of the length of episodes where products of weights make it grow exponentially.
/// </summary>
/// <remarks>
/// Xie, Ma and Wang, "Towards Optimal Off-Policy Evaluation for Reinforcement Learning with Marginalized Importance Sampling", NeurIPS 2019,
/// section 3. Needs propensities and the page's states, which must be Markov and be visited more than once to be of any use: where no two
/// episodes meet in a state it is per-decision importance sampling. Each step has its own d, so a limit of time need not be in the state.
/// </remarks>
public sealed class MarginalizedImportanceSampling : IEstimator
{
    public string Key => "marginalized_importance_sampling";

    public string Name => "marginalized importance sampling";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => sample.Page.States is not { } states
        ? new CannotEstimate(StateIndices.Missing)
        : EpisodeMeans.WithoutModel(
            sample, options, 1, episodes => (new MarginalizedReturn(sample, episodes, StateIndices.Of(states), options.Gamma), []));
}
