namespace ReAgent.Data.Features;

/// <summary>One feature's place among the network inputs.</summary>
/// <param name="FeatureId">Id of the feature in the logs.</param>
/// <param name="Parameters">How it is normalized.</param>
/// <param name="OutputStart">Its first network input.</param>
public sealed record FeatureColumn(long FeatureId, NormalizationParameters Parameters, int OutputStart)
{
    /// <summary>Number of network inputs that it takes.</summary>
    public int OutputWidth => Parameters.OutputWidth;
}
