namespace ReAgent.Evaluation.Verdicts;

/// <summary>How a policy compares with the one that wrote the log.</summary>
public enum Judgement
{
    /// <summary>It earns more, at the confidence level of the intervals.</summary>
    Better,

    /// <summary>It earns less, at the confidence level of the intervals.</summary>
    Worse,

    /// <summary>The log is sound, but the difference is not larger than its uncertainty.</summary>
    NotEnoughEvidence,

    /// <summary>The log cannot answer for this policy, or the estimators contradict each other.</summary>
    CannotTell,
}
