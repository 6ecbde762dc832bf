namespace ReAgent.Evaluation.Reports.Html;

/// <summary>What the numbers mean and when they mislead, for readers who do not estimate policies for a living.</summary>
internal static class Glossary
{
    /// <summary>Explanations of estimators by key.</summary>
    public static IReadOnlyDictionary<string, string> Estimators { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["direct_method"] =
            "Asks a model of the reward what each action would have earned and averages over the policy’s choices. Little " +
            "noise. It lies where the model is wrong, above all about actions that the log rarely shows, and its interval " +
            "does not include the model’s error.",
        ["inverse_propensity"] =
            "Weights each logged reward by how many times more often the policy would take that action than the log did. " +
            "Needs no model. It lies when the logged probabilities are wrong. When policy and log differ, a few rows carry " +
            "the whole estimate: look at the effective sample size. It judges one step at a time, on the states that the log " +
            "visited.",
        ["doubly_robust"] =
            "The direct method, corrected by the reweighted errors of its model. Right when either the model or the logged " +
            "probabilities are right. It lies when both are wrong, and is noisy when weights are large. It judges one step " +
            "at a time, on the states that the log visited.",
        ["self_normalized_inverse_propensity"] =
            "Inverse propensity whose weights are shared out among the rows, so that it never leaves the range of the logged " +
            "rewards. Much steadier; in return it has a bias, which shrinks as rows are added. It lies when the logged " +
            "probabilities are wrong.",
        ["self_normalized_doubly_robust"] =
            "Doubly robust whose correction is shared out among the rows, so that one large weight cannot run away with it. It " +
            "has a small bias, which shrinks as rows are added.",
        ["switch"] =
            "Inverse propensity where the log took the policy’s actions often enough, the direct method where it did not. It " +
            "lies as the model does about the actions that the log rarely took, and its interval does not include that.",
        ["switch_dr"] =
            "Doubly robust, but rows of a large weight do not correct the model. Less noise; where the weights are large it " +
            "lies as the model does, and its interval does not include that.",
        ["doubly_robust_with_shrinkage"] =
            "Doubly robust with large weights made smaller, by an amount chosen for the least estimated error. Less noise; in " +
            "return it leans on the model, and its interval does not include the model’s error.",
        ["replay"] =
            "Draws from the log the rows that the policy might have written and averages their rewards. Needs no model. It lies " +
            "when the logged probabilities are wrong, and keeps few rows when policy and log differ.",
        ["sequential_doubly_robust"] =
            "Doubly robust along whole episodes, so that it includes what an action leads to. Weights multiply from step to " +
            "step: in long episodes a handful of them can decide the result, and the interval may be too narrow to show it.",
        ["weighted_doubly_robust"] =
            "Sequential doubly robust with weights that are shared out among the episodes at each step. Much steadier; in " +
            "return it has a bias, which shrinks as episodes are added and which its interval does not show.",
        ["magic"] =
            "Mixes estimates that trust the model with estimates that trust the weights, and chooses the mixture with the " +
            "least estimated error. The choice is itself an estimate: with few episodes it may lean on a wrong model.",
        ["importance_sampling"] =
            "Weights the return of each logged episode by how many times more often the policy would have acted like that. " +
            "Needs no model. In long episodes nearly all weight falls on a few of them, and the estimate is theirs.",
        ["per_decision_importance_sampling"] =
            "Weights each logged reward by the decisions that led to it. Needs no model; steadier than weighing whole episodes, " +
            "and as noisy where episodes are long.",
        ["weighted_importance_sampling"] =
            "The mean return of logged episodes, each weighted by how like the policy it is. It never leaves the range of what " +
            "was logged; with few episodes it leans towards the log, which its interval does not show.",
        ["weighted_per_decision_importance_sampling"] =
            "Weights each reward by the decisions that led to it, shared out among the episodes at each step. Steadier than plain " +
            "weights; with few episodes it leans towards the log.",
        ["capped_importance_sampling"] =
            "Importance sampling of episodes whose weights are cut at a cap. Its noise is bounded; it is too low for rewards above " +
            "0 by whatever was cut off, and a note says how much that was.",
        ["capped_per_decision_importance_sampling"] =
            "Per-decision importance sampling with weights cut at a cap. Its noise is bounded; it is too low for rewards above 0 by " +
            "whatever was cut off, and a note says how much that was.",
        ["episode_direct_method"] =
            "What the value model expects of the first states. Little noise. It lies where the model is wrong, and its interval " +
            "does not include the model’s error.",
        ["fitted_q_evaluation"] =
            "Learns from the log alone what each action in each named state is worth under the policy. It lies where names do not " +
            "tell states apart, and guesses where the log never tried what the policy would do.",
        ["marginalized_importance_sampling"] =
            "Works out how often the policy would be in each named state, and weighs rewards there. Far less noise than weighing " +
            "whole episodes; it lies where names do not tell states apart.",
    };

    /// <summary>Explanations of curves by name.</summary>
    public static IReadOnlyDictionary<string, string> Curves { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["td_loss"] =
            "How far the values that the network predicts are from the targets that it is trained towards. The targets move " +
            "as it learns, so the loss need not fall; it must not grow without end. A low loss does not make a good policy.",
        ["reward_loss"] =
            "How far the reward model’s predictions are from the logged rewards. The direct method and the doubly robust " +
            "estimates are as good as this model.",
        ["cpe_q_loss"] =
            "How far the value model that judges the policy is from its own targets. The sequential estimates start from this " +
            "model and correct it.",
        ["q_value"] =
            "Mean discounted return that the network expects of the logged actions. Compare it with returns that were seen: " +
            "much higher values mean that it overestimates.",
        ["imitator_loss"] = "How badly the log’s choices are predicted by the model that keeps the policy close to them.",
        ["cloning_loss"] = "How badly the policy predicts the log’s choices. It learns to do what the log did, not to do better.",
        ["agreement"] = "Share of steps on which the policy would do what the log did.",
        ["gradient_norm"] =
            "Length of the step that the loss asks for. Sudden peaks go with unstable training.",
        ["actor_loss"] =
            "What the policy’s network minimizes. Its level has no meaning of its own; only its course has.",
        ["q_values"] =
            "Discounted return that the network expects. Compare it with returns that were seen: much higher values mean " +
            "that it overestimates.",
    };
}
