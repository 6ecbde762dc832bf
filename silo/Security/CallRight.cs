using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>Who may call a method from outside the cluster.</summary>
/// <param name="IsOpen">Whether anybody may.</param>
/// <param name="Role">The least role; null when none is needed.</param>
internal readonly record struct CallRight(bool IsOpen, Role? Role)
{
    /// <summary>Everybody who could connect.</summary>
    public static CallRight Everybody { get; } = new(true, null);

    /// <summary>Nobody outside.</summary>
    public static CallRight Nobody { get; } = new(false, null);

    /// <summary>Callers of a role, and of those above it.</summary>
    public static CallRight From(Role role) => new(true, role);
}
