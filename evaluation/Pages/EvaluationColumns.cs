namespace ReAgent.Evaluation.Pages;

/// <summary>
/// Rows for an evaluation page as they come from a batch: N rows in any order, A actions, matrices row-major.
/// <see cref="EvaluationPage.From(IEnumerable{EvaluationColumns})"/> puts the batches together, checks and sorts them.
/// </summary>
public sealed record EvaluationColumns
{
    /// <summary>Names of the A actions.</summary>
    public required IReadOnlyList<string> ActionNames { get; init; }

    /// <summary>[N] the episode that each row belongs to.</summary>
    public required string[] EpisodeIds { get; init; }

    /// <summary>[N] position of the row in its episode's log; no two rows of an episode share one.</summary>
    public required long[] SequenceNumbers { get; init; }

    /// <summary>[N] index of the logged action, 0 … A−1, or <see cref="LoggedActions.NotAmongThem"/>.</summary>
    public required int[] LoggedActions { get; init; }

    /// <summary>[N] probability with which the logging policy took its action, in (0, 1]; NaN or 0 when it is not known.</summary>
    public required double[] LoggedPropensities { get; init; }

    /// <summary>
    /// [N, A] probabilities with which the logging policy would have acted; null when only those of the logged actions are known. A row
    /// sums to 1 and says of the logged action what <see cref="LoggedPropensities"/> says.
    /// </summary>
    public double[]? LoggingPropensities { get; init; }

    /// <summary>
    /// [N, A] π(a | s): probabilities with which the target policy would act. A row sums to 1; with a single column, the probability of
    /// a whole slate, any value in [0, 1] will do.
    /// </summary>
    public required double[] TargetPropensities { get; init; }

    /// <summary>[N, A] whether the action was possible; null when every action always is.</summary>
    public bool[]? PossibleActions { get; init; }

    /// <summary>[N, A] the scores by which the target policy ranks actions (its Q-values); null when it has none.</summary>
    public double[]? PolicyScores { get; init; }

    /// <summary>
    /// [N] the name of the discrete state that each step was in; null when states have no names. The name must say all that rewards and
    /// what follows depend on: where a limit of time ends episodes, that includes the time.
    /// </summary>
    public string[]? States { get; init; }

    /// <summary>
    /// [N, F] features of the states that the logging policy may have acted on, from which missing propensities can be estimated; null when
    /// there are none.
    /// </summary>
    public double[]? StateFeatures { get; init; }

    /// <summary>The reward.</summary>
    public required OutcomeColumns Reward { get; init; }

    /// <summary>Further outcomes, one per metric.</summary>
    public IReadOnlyList<OutcomeColumns> Metrics { get; init; } = [];
}
