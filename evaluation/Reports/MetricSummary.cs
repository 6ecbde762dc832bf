namespace ReAgent.Evaluation.Reports;

/// <summary>One metric of the policy according to every estimator. More of it is better.</summary>
/// <param name="Metric">Name of the metric: <c>reward</c>.</param>
/// <param name="Logged">What the log shows of it, once per unit that an estimate has.</param>
/// <param name="Estimates">One row per estimator, those that cannot answer included.</param>
public sealed record MetricSummary(string Metric, IReadOnlyList<LoggedValue> Logged, IReadOnlyList<EstimateSummary> Estimates);

/// <summary>What the logging policy earned, as observed in the held-out episodes.</summary>
/// <param name="Value">Mean and interval.</param>
/// <param name="Unit">What it is an amount of; estimates of the same unit are compared with it.</param>
/// <param name="Samples">How many samples the mean is over.</param>
/// <param name="SampleUnit">What one sample is: <c>episodes</c>, <c>transitions</c>.</param>
public sealed record LoggedValue(IntervalEstimate Value, string Unit, long Samples, string SampleUnit);

/// <summary>What one estimator says of one metric.</summary>
/// <param name="Key">Key of the estimator: <c>doubly_robust</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Raw">The policy's value in <paramref name="Unit"/>; null when the estimator cannot answer.</param>
/// <param name="Normalized">
/// The policy's value divided by the logging policy's (1 = the same); null when there is no answer or the logged value is too close to 0
/// to divide by.
/// </param>
/// <param name="Unit">Unit of the raw value: <c>reward per step</c>, <c>discounted return per episode</c>.</param>
/// <param name="Samples">Samples that the estimate reads.</param>
/// <param name="SampleUnit">What one sample is: <c>episodes</c>, <c>transitions</c>.</param>
/// <param name="Notes">Why it cannot answer, or what to know of its answer.</param>
/// <param name="Explanation">What the estimator does and when it lies; null where the report knows the key.</param>
public sealed record EstimateSummary(
    string Key,
    string Name,
    IntervalEstimate? Raw,
    IntervalEstimate? Normalized,
    string Unit,
    long Samples,
    string SampleUnit,
    IReadOnlyList<string> Notes,
    string? Explanation = null);
