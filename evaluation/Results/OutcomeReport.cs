namespace ReAgent.Evaluation.Results;

/// <summary>Estimates of one outcome: the reward, or a metric.</summary>
/// <param name="Name">Name of the outcome.</param>
/// <param name="Estimates">One per estimator, per step before per episode.</param>
/// <param name="Agreement">Which estimators contradict each other.</param>
public sealed record OutcomeReport(string Name, IReadOnlyList<Estimate> Estimates, IReadOnlyList<Agreement> Agreement)
{
    /// <summary>The estimate of the estimator with that key; null when it was not asked for.</summary>
    public Estimate? Find(string estimator) => Estimates.FirstOrDefault(estimate => estimate.Estimator == estimator);
}
