namespace ReAgent.Contracts.Configuration;

/// <summary>
/// A key that files written for the original may hold and that means nothing here. Giving it is a note, not an error; it is left out of
/// the canonical JSON, so it never makes finished work stale.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class NoEffectAttribute : Attribute
{
    /// <summary>On a property: its value is checked, and then not used.</summary>
    /// <param name="why">Why it has no effect, as a clause that can follow "has no effect here: ".</param>
    public NoEffectAttribute(string why) => Why = why;

    /// <summary>On a record: a key with any value, for which there is no property.</summary>
    /// <param name="key">The key.</param>
    /// <param name="why">Why it has no effect, as a clause that can follow "has no effect here: ".</param>
    public NoEffectAttribute(string key, string why)
    {
        Key = key;
        Why = why;
    }

    /// <summary>The key, when the attribute stands on a record.</summary>
    public string? Key { get; }

    /// <summary>Why it has no effect.</summary>
    public string Why { get; }
}
