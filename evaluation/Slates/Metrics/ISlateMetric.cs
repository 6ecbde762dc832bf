namespace ReAgent.Evaluation.Slates.Metrics;

/// <summary>Makes one number of the rewards of a slate's items.</summary>
public interface ISlateMetric
{
    /// <param name="slotRewards">[K] reward (relevance) of the item in each slot, first slot first.</param>
    double Of(ReadOnlySpan<double> slotRewards);
}
