namespace ReAgent.Evaluation.Pages;

/// <summary>
/// One measured outcome, the reward or a metric: what was logged for each of N rows, and what the models of the page say about each of
/// A actions. Matrices are row-major.
/// </summary>
public sealed record OutcomeColumns
{
    /// <summary>Name of the outcome: <c>reward</c> or the metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>[N] r: the logged outcome of each step, finite.</summary>
    public required double[] Logged { get; init; }

    /// <summary>
    /// False when no model predicts this outcome: the model's columns are then 0, and estimators that need a model have no answer.
    /// Default true.
    /// </summary>
    public bool HasModel { get; init; } = true;

    /// <summary>[N, A] R̂(s, a): the outcome that the model predicts for one step.</summary>
    public required double[] ModelRewards { get; init; }

    /// <summary>
    /// [N] R̂(s, a_logged). It is a column of its own because the logged action need not be among the A actions (a slate, for example).
    /// </summary>
    public required double[] ModelRewardsForLoggedAction { get; init; }

    /// <summary>
    /// [N, A] Q̂(s, a) of the target policy: the discounted sum of this outcome from here on. Null when the page has no such model.
    /// </summary>
    public double[]? ModelValues { get; init; }
}
