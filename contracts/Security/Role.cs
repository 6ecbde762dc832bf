namespace ReAgent.Contracts.Security;

/// <summary>What a caller from outside the cluster may do. Each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>May look: lists, standings, reports.</summary>
    Viewer,

    /// <summary>May start, pause, resume and cancel.</summary>
    Operator,

    /// <summary>May delete.</summary>
    Administrator,
}
