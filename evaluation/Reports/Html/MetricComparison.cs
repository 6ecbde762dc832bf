namespace ReAgent.Evaluation.Reports.Html;

/// <summary>
/// How to compare a metric's estimates with the log: as ratios to the logged value, or as they are. A ratio to a logged value below zero
/// reads backwards (half the loss would look like half the gain), so then the values themselves are compared.
/// </summary>
/// <param name="Metric">The metric.</param>
/// <param name="IsNormalized">Whether ratios are shown.</param>
/// <param name="Reason">Why they are not, where there is something to say.</param>
internal sealed record MetricComparison(MetricSummary Metric, bool IsNormalized, string? Reason)
{
    public static MetricComparison Of(MetricSummary metric)
    {
        var hasRatios = metric.Estimates.Any(row => row.Normalized is not null);
        var isNegative = metric.Estimates.Any(row => Logged(metric, row.Unit) is { Value.Value: < 0 });
        return new(metric, hasRatios && !isNegative, (hasRatios, isNegative) switch
        {
            (_, true) => "The logged value is negative. A ratio to it would read backwards, so the values themselves are compared.",
            (false, false) when metric.Estimates.Any(row => row.Raw is not null) =>
                "No estimate is given as a ratio to the logged value, so the values themselves are compared.",
            _ => null,
        });
    }

    /// <summary>What the log shows in the unit of an estimate.</summary>
    public LoggedValue? Logged(string unit) => Logged(Metric, unit);

    private static LoggedValue? Logged(MetricSummary metric, string unit) => metric.Logged.FirstOrDefault(value => value.Unit == unit);
}
