namespace ReAgent.Evaluation.Results;

/// <summary>Which estimators of the same unit say the same, within their intervals, as one of them.</summary>
/// <param name="Estimator">Key of the estimator.</param>
/// <param name="AgreesWith">Keys of those whose interval overlaps its own.</param>
/// <param name="DisagreesWith">Keys of those whose interval does not.</param>
public sealed record Agreement(string Estimator, IReadOnlyList<string> AgreesWith, IReadOnlyList<string> DisagreesWith)
{
    /// <summary>One per estimate that has an interval.</summary>
    internal static IReadOnlyList<Agreement> Among(IReadOnlyList<Estimate> estimates) =>
    [
        .. estimates.Where(estimate => estimate.RawInterval is not null).Select(estimate =>
        {
            var others = estimates
                .Where(other => other.Unit == estimate.Unit && other.RawInterval is not null && other.Estimator != estimate.Estimator)
                .ToLookup(other => other.RawInterval!.Overlaps(estimate.RawInterval!), other => other.Estimator);
            return new Agreement(estimate.Estimator, [.. others[true]], [.. others[false]]);
        }),
    ];
}
