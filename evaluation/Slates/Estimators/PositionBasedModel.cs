namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// One weight of a slate from its slots: w = Σ_k v_k P_π(a_k at k) / Σ_k v_k P_μ(a_k at k), with v_k how much slot k counts and μ the logging
/// policy. It needs no rewards of slots; its weights are tame, and it is biased even where clicks depend on item and slot alone:
/// <see cref="PositionBasedClicks"/> is not, where they are logged.
/// </summary>
/// <remarks>
/// ReAgent's <c>PBMEstimator</c>, after Li et al., "Offline Evaluation of Ranking Policies with Click Models", KDD 2018.
/// </remarks>
public sealed class PositionBasedModel : WeightedSlateEstimator
{
    protected override string PlainKey => "position_based_model";

    protected override string PlainName => "position-based model";

    public override double? WeightOf(SlateSample sample)
    {
        if (sample.Logging is not { } logging)
        {
            return null;
        }

        double target = 0, logged = 0;
        for (var slot = 0; slot < sample.Slate.Count; slot++)
        {
            var (counts, cell) = (sample.SlotWeights?[slot] ?? 1, (slot * logging.Items) + sample.Slate[slot]);
            target += counts * sample.Target.SlotItemExpectations[cell];
            logged += counts * logging.SlotItemExpectations[cell];
        }

        return target == logged ? 1 : logged > 0 ? target / logged : null;
    }
}
