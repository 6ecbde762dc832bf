using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Tests.Conformance;

/// <summary>What an estimator claims, for <see cref="EstimatorContract"/> to hold it to.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Trusts">What it trusts.</param>
/// <param name="Repeats">
/// Whether a log in which every episode is there twice says the same to it; not so where what it mixes depends on the number of episodes.
/// </param>
/// <param name="Shifts">
/// Whether a reward that is higher by 1 at every step, in the log alone, raises its estimate by exactly Σ_t γ^t where all episodes are as
/// long: so for weights that are normalized.
/// </param>
public sealed record EstimatorTraits(IEstimator Estimator, Trust Trusts, bool Repeats = true, bool Shifts = false);
