namespace ReAgent.Data.Features;

/// <summary>
/// How a feature is normalized. The order is part of the contract: network inputs are sorted by (type, feature id). In files a type is
/// written in capitals with underscores, for example <c>CONTINUOUS_ACTION</c>.
/// </summary>
public enum FeatureType
{
    /// <summary>Zero or not zero: 0 or 1.</summary>
    Binary,

    /// <summary>A probability: its log-odds.</summary>
    Probability,

    /// <summary>A real number: standardized with mean and standard deviation.</summary>
    Continuous,

    /// <summary>A skewed real number: Box–Cox transformed, then standardized.</summary>
    BoxCox,

    /// <summary>One of a few whole numbers: one output per value, 1 for the one that is seen.</summary>
    Enum,

    /// <summary>A real number of any distribution: its position between sample quantiles, 0 to 1.</summary>
    Quantile,

    /// <summary>A number of a continuous action: scaled to the open interval (−1, 1).</summary>
    ContinuousAction,

    /// <summary>A discrete action: unchanged.</summary>
    DiscreteAction,

    /// <summary>Unchanged, and not even clamped.</summary>
    DoNotPreprocess,

    /// <summary>A positive number over many magnitudes: its logarithm.</summary>
    ClipLog,
}
