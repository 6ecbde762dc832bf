using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// The model's word: mean over samples of Σ_s π(s) R̂(s) over all slates s. It needs no propensities and is as biased as the model is.
/// </summary>
/// <remarks>Dudík, Langford and Li, "Doubly Robust Policy Evaluation and Learning", ICML 2011, with slates for actions.</remarks>
public sealed class SlateDirectMethod : ISlateEstimator
{
    public string Key => "slate_direct_method";

    public string Name => "direct method of slates";

    public Preparation Prepare(SlateLog log, EvaluationOptions options) => log.Samples.Any(sample => sample.Model is null)
        ? new CannotEstimate(SlateMeans.NoModel)
        : SlateMeans.Of(log, options, sample => sample.Target.Expect(slate => sample.Model!.PredictSlate(slate)));
}
