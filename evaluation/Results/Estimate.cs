using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Resampling;

namespace ReAgent.Evaluation.Results;

/// <summary>
/// What one estimator says a policy is worth. Everything it cannot say is null, and <see cref="Reason"/> or a note tells why.
/// </summary>
public sealed record Estimate
{
    /// <summary>Key of the estimator.</summary>
    public required string Estimator { get; init; }

    /// <summary>Name of the estimator for people.</summary>
    public required string Name { get; init; }

    public required EstimateUnit Unit { get; init; }

    /// <summary>Whether the estimate is in part a model's word.</summary>
    public bool NeedsModel { get; init; } = true;

    /// <summary>The estimate, in <see cref="Unit"/>.</summary>
    public double? Raw { get; init; }

    public Interval? RawInterval { get; init; }

    /// <summary>Standard error of <see cref="Raw"/>: the standard deviation over bootstrap resamples of whole size.</summary>
    public double? StandardError { get; init; }

    /// <summary>What the same episodes earned in the log, in <see cref="Unit"/>.</summary>
    public double? LoggedMean { get; init; }

    /// <summary>
    /// Raw over logged mean: 1 is as good as the logging policy, 2 twice its reward. When the logged mean is negative, less than 1 is
    /// better.
    /// </summary>
    public double? Normalized { get; init; }

    /// <summary>Interval of <see cref="Normalized"/>; numerator and denominator are resampled together.</summary>
    public Interval? NormalizedInterval { get; init; }

    /// <summary>Raw minus logged mean: above 0 is better than the logging policy, whatever the sign of the reward.</summary>
    public double? Difference { get; init; }

    /// <summary>
    /// Interval of <see cref="Difference"/>: it lies above 0 just when that of a ratio to a positive logged mean lies above 1.
    /// </summary>
    public Interval? DifferenceInterval { get; init; }

    /// <summary>Confidence level of the intervals.</summary>
    public double Level { get; init; }

    /// <summary>How the intervals were made; null when there are none.</summary>
    public IntervalMethod? Intervals { get; init; }

    /// <summary>Number of bootstrap resamples behind the intervals; 0 when there are none.</summary>
    public int Resamples { get; init; }

    /// <summary>Number of episodes used.</summary>
    public int Episodes { get; init; }

    /// <summary>Number of steps used.</summary>
    public int Steps { get; init; }

    /// <summary>Why there is no estimate; null when there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>What a reader of the estimate should know: what was set aside, and why a part is missing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
