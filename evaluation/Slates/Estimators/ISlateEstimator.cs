using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>Estimates from logged slates what a target policy would earn per slate.</summary>
public interface ISlateEstimator
{
    /// <summary>Key in reports, snake case.</summary>
    string Key { get; }

    /// <summary>Name for people, in the middle of a sentence.</summary>
    string Name { get; }

    /// <summary>The estimator as a function of the samples, or the reason why it cannot answer for this log.</summary>
    Preparation Prepare(SlateLog log, EvaluationOptions options);
}
