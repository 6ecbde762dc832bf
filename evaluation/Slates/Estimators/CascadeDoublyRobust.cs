using ReAgent.Evaluation.Estimators;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// Doubly robust along the slots: Σ_k w_k (r_k − Q̂(a_1 … a_k)) + w_{k−1} Σ_a π(a | a_1 … a_{k−1}) Q̂(a_1 … a_{k−1}, a), with w_k = Π_{j ≤ k}
/// π(a_j | a_1 … a_{j−1}) / p_j, w_0 = 1, and Q̂ the model's sum of the rewards from a slot on. Unbiased when what a slot earns depends on its
/// item and those above it, whatever the model; the better the model, the less it varies.
/// </summary>
/// <remarks>
/// Kiyohara, Saito, Matsuhiro, Narita, Shimizu and Yamamoto, "Doubly Robust Off-Policy Evaluation for Ranking Policies under the Cascade
/// Behavior Model" (Cascade-DR), WSDM 2022. Without a model (Q̂ = 0) it is <see cref="RewardInteraction"/>.
/// </remarks>
public sealed class CascadeDoublyRobust : ISlateEstimator
{
    public string Key => "cascade_doubly_robust";

    public string Name => "cascade doubly robust";

    public Preparation Prepare(SlateLog log, EvaluationOptions options) =>
        log.Samples.Any(sample => sample.SlotRewards is null) ? new CannotEstimate(SlateMeans.NoSlotRewards)
        : log.Samples.Any(sample => sample.Model is null) ? new CannotEstimate(SlateMeans.NoModel)
        : SlateMeans.Of(log, options, ValueOf);

    private static double? ValueOf(SlateSample sample)
    {
        if (sample.SlotRatios() is not { } ratios)
        {
            return null;
        }

        int[] slate = [.. sample.Slate];
        var next = new double[sample.Target.Items];
        double value = 0, weight = 1;
        for (var slot = 0; slot < slate.Length; slot++)
        {
            sample.Target.Next(slate.AsSpan(0, slot), next);
            var expected = 0.0;
            for (var item = 0; item < next.Length; item++)
            {
                expected += next[item] > 0 ? next[item] * sample.Model!.PredictRest([.. slate[..slot], item]) : 0;
            }

            value += weight * expected;
            weight *= ratios[slot];
            value += weight * (sample.SlotRewards![slot] - sample.Model!.PredictRest(slate.AsSpan(0, slot + 1)));
        }

        return value;
    }
}
