namespace ReAgent.Contracts.Security;

/// <summary>
/// The least role that a caller from outside the cluster needs. A grain interface without it is closed to callers from outside; grains may always call each other.
/// </summary>
/// <param name="role">The least role.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class RequiresRoleAttribute(Role role) : Attribute
{
    /// <summary>The least role.</summary>
    public Role Role { get; } = role;
}
