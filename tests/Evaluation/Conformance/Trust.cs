namespace ReAgent.Evaluation.Tests.Conformance;

/// <summary>What an estimator trusts, and so when it must be right.</summary>
public enum Trust
{
    /// <summary>The models: right when they are exact, whatever the propensities.</summary>
    Models,

    /// <summary>Propensities or states: right when the log is, whatever the models say.</summary>
    Log,
}
