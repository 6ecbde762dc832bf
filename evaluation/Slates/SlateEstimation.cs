using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Slates.Estimators;

namespace ReAgent.Evaluation.Slates;

/// <summary>Estimates what a policy of slates would earn per slate, with intervals over the samples.</summary>
public static class SlateEstimation
{
    /// <summary>The estimators that there are, those without a weighted form first.</summary>
    public static IReadOnlyList<ISlateEstimator> Estimators { get; } =
    [
        new SlateDirectMethod(),
        new SlateDoublyRobust(),
        new CascadeDoublyRobust(),
        .. new[] { false, true }.SelectMany(selfNormalized => new ISlateEstimator[]
        {
            new SlateInversePropensity { SelfNormalized = selfNormalized },
            new PseudoInverse { SelfNormalized = selfNormalized },
            new PositionBasedModel { SelfNormalized = selfNormalized },
            new PositionBasedClicks { SelfNormalized = selfNormalized },
            new RewardInteraction { SelfNormalized = selfNormalized },
        }),
    ];

    /// <summary>The estimate of one estimator. A slate counts as a step, and each sample as an episode of its own.</summary>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static Estimate Of(ISlateEstimator estimator, SlateLog log, EvaluationOptions options)
    {
        options.Validate();
        return Estimation.Of(
            estimator.Key, estimator.Name, EstimateUnit.RewardPerStep, estimator.Prepare(log, options), options);
    }
}
