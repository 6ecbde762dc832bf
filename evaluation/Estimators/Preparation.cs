using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>An estimator made ready for a sample: <see cref="Prepared"/>, or <see cref="CannotEstimate"/>.</summary>
public abstract record Preparation;

/// <summary>An estimator that can answer.</summary>
/// <param name="Target">The estimate of the target policy's value.</param>
/// <param name="Logged">What the same episodes earned in the log, in the same unit: what the estimate is compared with.</param>
/// <param name="Steps">Number of steps used.</param>
/// <param name="Notes">What a reader of the estimate should know, one sentence each.</param>
public sealed record Prepared(EpisodeStatistic Target, EpisodeStatistic Logged, int Steps, IReadOnlyList<string> Notes) : Preparation;

/// <summary>An estimator that has no answer.</summary>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record CannotEstimate(string Reason) : Preparation;
