namespace ReAgent.Contracts.Experiments;

/// <summary>The way of the data, in order.</summary>
public enum Stage
{
    /// <summary>Episodes are played and logged. Skipped when the config names logged episodes.</summary>
    Collect,

    /// <summary>Logged rows become pairs of consecutive states and actions.</summary>
    Timeline,

    /// <summary>Feature normalization is found from the data.</summary>
    Normalize,

    /// <summary>The policy is trained.</summary>
    Train,

    /// <summary>The policy is estimated on held-out episodes and, where there is an environment, played.</summary>
    Evaluate,

    /// <summary>Policy, normalization and estimate become one artifact, and the report is written.</summary>
    Publish,
}
