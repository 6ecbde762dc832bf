using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>Someone outside the cluster who was recognised.</summary>
/// <param name="Name">Name for logs.</param>
/// <param name="Role">What the caller may do.</param>
public sealed record Caller(string Name, Role Role);
