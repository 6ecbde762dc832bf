namespace ReAgent.Contracts.Configuration;

/// <summary>Names the key of a property, or the text of an enum value, where it is not the C# name in snake_case.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ConfigKeyAttribute(string key) : Attribute
{
    /// <summary>The key that is written and preferred.</summary>
    public string Key { get; } = key;

    /// <summary>Other keys that mean the same; accepted, never written.</summary>
    public string[] Aliases { get; init; } = [];
}
