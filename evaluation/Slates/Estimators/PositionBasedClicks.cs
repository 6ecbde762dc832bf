using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Slates.Distributions;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// Weighs the reward of every slot by how much its item would be seen: Σ_k r_k w_k with w_k = Σ_j v_j P_π(a_k at j) / Σ_j v_j P_μ(a_k at j), v_j
/// the probability that slot j is looked at and μ the logging policy. Unbiased when an item earns v_j times what it is worth, wherever it
/// is shown; its weights are the smaller for it.
/// </summary>
/// <remarks>
/// Li, Abbasi-Yadkori, Kveton, Muthukrishnan, Vinay and Wen, "Offline Evaluation of Ranking Policies with Click Models", KDD 2018, for the
/// position-based model. Self-normalized, the weight of a slate is Σ_k v_k w_k / Σ_k v_k, whose mean is 1.
/// </remarks>
public sealed class PositionBasedClicks : ISlateEstimator
{
    public string Key => SelfNormalized ? "self_normalized_position_based_clicks" : "position_based_clicks";

    public string Name => SelfNormalized ? "self-normalized position-based clicks" : "position-based clicks";

    /// <inheritdoc cref="WeightedSlateEstimator.SelfNormalized"/>
    public bool SelfNormalized { get; init; } = true;

    public Preparation Prepare(SlateLog log, EvaluationOptions options) => log.Samples.Any(sample => sample.SlotRewards is null)
        ? new CannotEstimate(SlateMeans.NoSlotRewards)
        : SlateMeans.Ratios(log, options, 1, SelfNormalized, WeightAndValue);

    private static IReadOnlyList<(double Weight, double Value)>? WeightAndValue(SlateSample sample)
    {
        if (sample.Logging is not { } logging)
        {
            return null;
        }

        double weight = 0, counts = 0, value = 0;
        for (var slot = 0; slot < sample.Slate.Count; slot++)
        {
            // An item that the policy never shows is worth nothing, even where nobody would see it in the log.
            var (target, logged) = (Seen(sample, sample.Target, slot), Seen(sample, logging, slot));
            var weightOfItem = target == 0 ? 0 : target / logged;
            var countsOfSlot = sample.SlotWeights?[slot] ?? 1;
            weight += countsOfSlot * weightOfItem;
            counts += countsOfSlot;
            value += weightOfItem * sample.SlotRewards![slot];
        }

        return double.IsFinite(weight / counts) && double.IsFinite(value) ? [(weight / counts, value)] : null;
    }

    // How much the item of a slot is looked at under a policy, wherever it shows it.
    private static double Seen(SlateSample sample, SlateDistribution policy, int slot)
    {
        var seen = 0.0;
        for (var other = 0; other < sample.Slate.Count; other++)
        {
            seen += (sample.SlotWeights?[other] ?? 1) * policy.SlotItemExpectations[(other * policy.Items) + sample.Slate[slot]];
        }

        return seen;
    }
}
