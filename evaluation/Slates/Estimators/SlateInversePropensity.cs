namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// Importance sampling of whole slates: w = π(slate) / p(slate). Unbiased whatever slates earn; of enormous variance, since there are very
/// many slates.
/// </summary>
/// <remarks>Horvitz and Thompson 1952; self-normalized, Swaminathan and Joachims 2015.</remarks>
public sealed class SlateInversePropensity : WeightedSlateEstimator
{
    protected override string PlainKey => "slate_inverse_propensity";

    protected override string PlainName => "inverse propensity of slates";

    public override double? WeightOf(SlateSample sample) => sample.SlateRatio();
}
