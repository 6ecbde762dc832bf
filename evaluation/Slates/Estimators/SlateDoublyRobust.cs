using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// The model corrected by importance sampling of its errors: mean over samples of w (r − R̂(slate)) + Σ_s π(s) R̂(s), with
/// w = π(slate) / p(slate). Unbiased when the propensities or the model are right.
/// </summary>
/// <remarks>Dudík, Langford and Li, "Doubly Robust Policy Evaluation and Learning", ICML 2011, with slates for actions.</remarks>
public sealed class SlateDoublyRobust : ISlateEstimator
{
    public string Key => "slate_doubly_robust";

    public string Name => "doubly robust of slates";

    public Preparation Prepare(SlateLog log, EvaluationOptions options) => log.Samples.Any(sample => sample.Model is null)
        ? new CannotEstimate(SlateMeans.NoModel)
        : SlateMeans.Of(log, options, sample => sample.SlateRatio() is { } weight
            ? (weight * (sample.Reward - sample.Model!.PredictSlate([.. sample.Slate])))
                + sample.Target.Expect(slate => sample.Model.PredictSlate(slate))
            : null);
}
