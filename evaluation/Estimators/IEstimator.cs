using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Estimates from logged episodes what a target policy would earn. A public class with a parameterless constructor that implements this
/// interface is found by <see cref="EstimatorCatalog"/>.
/// </summary>
public interface IEstimator
{
    /// <summary>Key in reports, snake case.</summary>
    string Key { get; }

    /// <summary>Name for people, in the middle of a sentence.</summary>
    string Name { get; }

    EstimateUnit Unit { get; }

    /// <summary>
    /// Whether it asks a model of rewards or values: on a page without one it is then not asked. Default true.
    /// </summary>
    bool NeedsModel => true;

    /// <summary>The estimator as a function of the episodes, or the reason why it cannot answer for this sample.</summary>
    Preparation Prepare(EvaluationSample sample, EvaluationOptions options);
}
