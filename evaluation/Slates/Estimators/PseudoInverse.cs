using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using ReAgent.Evaluation.Slates.Distributions;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>
/// Weighs slates by what their slots have in common: w = E_π[1_s]ᵀ Γ⁺ 1_slate, with 1_s the vector [K N] of which item is in which slot and
/// Γ = E_μ[1_s 1_sᵀ], μ the logging policy. Unbiased when a slate earns a sum of what its items earn at their slots, which need not be
/// known; of far lower variance than importance sampling of slates.
/// </summary>
/// <remarks>
/// Swaminathan et al., "Off-policy evaluation for slate recommendation", NIPS 2017 (self-normalized: their wPI). ReAgent takes
/// E_μ[1_s] E_μ[1_s]ᵀ for Γ: with that the weights see one direction only, and the estimate is biased. Γ needs all slates of the logging
/// policy: where they are too many to enumerate, it declines.
/// </remarks>
public sealed class PseudoInverse : WeightedSlateEstimator
{
    // Γ⁺ is the same for all samples that share a distribution.
    private readonly ConditionalWeakTable<SlateDistribution, Matrix<double>> _inverses = [];

    protected override string PlainKey => "pseudo_inverse";

    protected override string PlainName => "pseudo-inverse";

    public override double? WeightOf(SlateSample sample)
    {
        if (sample.Logging is not { } logging)
        {
            return null;
        }

        var (target, logged) = (sample.Target.SlotItemExpectations, logging.SlotItemExpectations);
        if (target.SequenceEqual(logged))
        {
            // Γ⁺ E_μ[1_s] is 1/K for every item that may be shown, and the weight 1: said outright, since rounding would miss it.
            return 1;
        }

        var inverse = _inverses.GetValue(logging, distribution => SecondMoments(distribution).PseudoInverse());
        var worth = inverse * Vector<double>.Build.DenseOfEnumerable(target);
        return sample.Slate.Select((item, slot) => worth[(slot * logging.Items) + item]).Sum();
    }

    protected override string? WhyNot(SlateLog log) => log.Samples.FirstOrDefault(sample => sample.Logging?.IsEnumerable == false) is { } sample
        ? $"The logging policy has too many slates to enumerate: {sample.Logging!.Slots} slots of {sample.Logging.Items} items."
        : null;

    private static Matrix<double> SecondMoments(SlateDistribution distribution)
    {
        var items = distribution.Items;
        var moments = Matrix<double>.Build.Dense(distribution.Slots * items, distribution.Slots * items);
        foreach (var (slate, probability) in distribution.Enumerate())
        {
            for (var slot = 0; slot < slate.Length; slot++)
            {
                for (var other = 0; other < slate.Length; other++)
                {
                    moments[(slot * items) + slate[slot], (other * items) + slate[other]] += probability;
                }
            }
        }

        return moments;
    }
}
