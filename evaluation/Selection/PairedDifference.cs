using ReAgent.Evaluation.Resampling;

namespace ReAgent.Evaluation.Selection;

/// <summary>The difference between two candidates, estimated from the same episodes.</summary>
/// <param name="Higher">The one whose estimate is higher.</param>
/// <param name="Lower">The other one.</param>
/// <param name="Difference">Higher less lower, at least 0.</param>
/// <param name="Interval">Interval of the difference that holds for all pairs at once.</param>
/// <param name="IsTold">Whether the log tells them apart, errors controlled over all pairs.</param>
/// <param name="DetectableDifference">The smallest difference that this log would tell four times in five; null when the two do not differ in any episode.</param>
/// <param name="EpisodesNeeded">
/// Logged episodes that would tell a difference as large as the estimated one four times in five; null when there is none, or it is less than its standard error,
/// so that it may as well be chance.
/// </param>
public sealed record PairedDifference(
    string Higher, string Lower, double Difference, Interval Interval, bool IsTold, double? DetectableDifference, double? EpisodesNeeded);
