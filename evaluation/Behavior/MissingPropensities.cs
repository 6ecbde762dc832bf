namespace ReAgent.Evaluation.Behavior;

/// <summary>What becomes of steps whose propensity was not logged.</summary>
public enum MissingPropensities
{
    /// <summary>They are set aside; with too many of them the verdict is CANNOT TELL.</summary>
    Refuse,

    /// <summary><see cref="BehaviorModel"/> estimates them, and the report says so.</summary>
    Estimate,
}
