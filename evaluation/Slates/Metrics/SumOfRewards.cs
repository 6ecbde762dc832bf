namespace ReAgent.Evaluation.Slates.Metrics;

/// <summary>Σ_k r_k: every slot counts alike.</summary>
public sealed class SumOfRewards : ISlateMetric
{
    public double Of(ReadOnlySpan<double> slotRewards)
    {
        var sum = 0.0;
        foreach (var reward in slotRewards)
        {
            sum += reward;
        }

        return sum;
    }
}
