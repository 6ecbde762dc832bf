namespace ReAgent.Data.Features;

/// <summary>What identification found out about one feature, and why.</summary>
public sealed record FeatureFinding
{
    public required long FeatureId { get; init; }

    /// <summary>How to normalize the feature; null when it was not identified.</summary>
    public NormalizationParameters? Parameters { get; init; }

    /// <summary>Why the feature was not identified, in words; null when it was.</summary>
    public string? NotIdentified { get; init; }

    /// <summary>The type that the values alone suggest, before promotion to BOXCOX or QUANTILE; null with too few values.</summary>
    public FeatureType? Detected { get; init; }

    /// <summary>The type that an override demanded; null without one.</summary>
    public FeatureType? Override { get; init; }

    /// <summary>Number of finite values in the sampled rows.</summary>
    public long Count { get; init; }

    /// <summary>Number of sampled rows without a value.</summary>
    public long MissingCount { get; init; }

    /// <summary>Number of sampled rows with an infinite value.</summary>
    public long InfiniteCount { get; init; }

    /// <summary>Number of values that the parameters were estimated from.</summary>
    public int SampledCount { get; init; }

    /// <summary>D'Agostino–Pearson K² of the values; null when it was not needed.</summary>
    public double? KSquared { get; init; }

    /// <summary>D'Agostino–Pearson K² after the Box–Cox transform; null when it was not needed.</summary>
    public double? KSquaredAfterBoxCox { get; init; }

    /// <summary>The maximum-likelihood Box–Cox exponent, taken or not; null when it was not needed.</summary>
    public double? BoxCoxLambdaCandidate { get; init; }
}
