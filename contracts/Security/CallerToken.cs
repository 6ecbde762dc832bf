namespace ReAgent.Contracts.Security;

/// <summary>How a caller from outside the cluster says who it is.</summary>
public static class CallerToken
{
    /// <summary>Key in the request context under which a client sends its token with every call.</summary>
    public const string ContextKey = "reagent.token";

    /// <summary>Environment variable from which the client takes its token.</summary>
    public const string Variable = "REAGENT_TOKEN";
}
