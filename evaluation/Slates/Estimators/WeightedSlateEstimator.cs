using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>An estimator that weighs the reward of each slate: mean of w r, or Σ w r / Σ w when self-normalized.</summary>
public abstract class WeightedSlateEstimator : ISlateEstimator
{
    public string Key => SelfNormalized ? $"self_normalized_{PlainKey}" : PlainKey;

    public string Name => SelfNormalized ? $"self-normalized {PlainName}" : PlainName;

    /// <summary>
    /// Whether the weights are shared out among the samples, which has a small bias and mostly far less variance. Default true.
    /// </summary>
    public bool SelfNormalized { get; init; } = true;

    /// <summary>Weights above this count as this, which trades variance for bias; positive. Default infinity.</summary>
    public double LargestWeight { get; init; } = double.PositiveInfinity;

    /// <summary>Key without a word on normalization.</summary>
    protected abstract string PlainKey { get; }

    /// <summary>Name without a word on normalization.</summary>
    protected abstract string PlainName { get; }

    public Preparation Prepare(SlateLog log, EvaluationOptions options) => WhyNot(log) is { } reason
        ? new CannotEstimate(reason)
        : SlateMeans.Ratios(log, options, 1, SelfNormalized, sample => WeightOf(sample) is { } weight
            ? [(Math.Min(weight, LargestWeight), Math.Min(weight, LargestWeight) * sample.Reward)]
            : null);

    /// <summary>The weight of a sample; null when it cannot be known.</summary>
    public abstract double? WeightOf(SlateSample sample);

    /// <summary>Why it cannot answer for a log at all; null when it can.</summary>
    protected virtual string? WhyNot(SlateLog log) => null;
}
