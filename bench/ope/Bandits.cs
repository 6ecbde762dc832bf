using ReAgent.Evaluation;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;

namespace ReAgent.Bench.Ope;

/// <summary>Estimates by every estimator of bandits.</summary>
internal static class Bandits
{
    public static IReadOnlyList<IEstimator> Estimators { get; } =
        [.. EstimatorCatalog.Standard.All.Where(estimator => estimator.Unit == EstimateUnit.RewardPerStep)];

    /// <summary>The point estimate of each of <see cref="Estimators"/>; NaN where it has none.</summary>
    public static double[] Estimate(EvaluationPage page, EvaluationOptions options)
    {
        var sample = EvaluationSample.Of(page);
        return
        [
            .. Estimators.Select(estimator => estimator.Prepare(sample, options) is Prepared { Target: var target }
                ? target.Evaluate([.. Enumerable.Repeat(1.0, target.Episodes)])
                : double.NaN),
        ];
    }
}
