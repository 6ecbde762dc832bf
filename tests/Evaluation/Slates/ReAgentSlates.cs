namespace ReAgent.Evaluation.Tests.Slates;

/// <summary>What ReAgent computes differently, to show how it differs.</summary>
internal static class ReAgentSlates
{
    /// <summary>E_π[1]ᵀ (E_μ[1] E_μ[1]ᵀ)⁺ 1_slate, the pseudo-inverse of a rank-one matrix e eᵀ being e eᵀ / |e|⁴.</summary>
    public static double PseudoInverseWeight(IReadOnlyList<double> target, IReadOnlyList<double> logging, IReadOnlyList<int> slate)
    {
        var items = logging.Count / slate.Count;
        var norm = logging.Sum(value => value * value);
        return target.Zip(logging, (wanted, shown) => wanted * shown).Sum()
            * slate.Select((item, slot) => logging[(slot * items) + item]).Sum() / (norm * norm);
    }
}
