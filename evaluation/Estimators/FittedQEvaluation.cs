using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.States;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Fitted Q evaluation over discrete states: Q ← the mean, over logged steps in the state with the action, of r + γ Σ_a π(a | s') Q(s', a),
/// from Q = 0 and as often as the longest episode has steps; the estimate is the mean over episodes of Σ_a π(a | s₀) Q(s₀, a). It reads no
/// propensities and no model. Its errors are those of few visits and of names that do not tell states apart.
/// </summary>
/// <remarks>
/// Le, Voloshin and Yue, "Batch Policy Learning under Constraints", ICML 2019, algorithm 3, with one parameter per state and action. Needs
/// the page's states, which must be Markov. Actions that were never logged in a state are left out and the policy's probabilities
/// there renormalized; where it would take none of those logged, the logged ones stand in. A note gives their share. Each resample
/// fits anew.
/// </remarks>
public sealed class FittedQEvaluation : IEstimator
{
    public string Key => "fitted_q_evaluation";

    public string Name => "fitted Q evaluation";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => sample.Page.States is not { } states
        ? new CannotEstimate(StateIndices.Missing)
        : EpisodeMeans.OverAllEpisodes(sample, options, () =>
        {
            var fit = new FittedValue(sample.Page, StateIndices.Of(states), options.Gamma);
            IReadOnlyList<string> notes = fit.UnseenShare == 0
                ? []
                : [$"{100 * fit.UnseenShare:0.#} % of what the policy would do in logged states was never logged there and is left out."];
            return (fit, notes);
        });
}
