namespace Orleans;

/// <summary>The type may cross calls: its members with an <see cref="IdAttribute"/> do.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Which members without an id get one by themselves.</summary>
    public GenerateFieldIds GenerateFieldIds { get; init; } = GenerateFieldIds.None;

    /// <summary>Whether a record's primary-constructor parameters take part without an <see cref="IdAttribute"/>.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; } = true;
}

/// <summary>Which members get an id by themselves.</summary>
public enum GenerateFieldIds
{
    /// <summary>None.</summary>
    None,

    /// <summary>Public settable properties and fields, in order of their names.</summary>
    PublicProperties,
}

/// <summary>Number of a member, unique among the members that its class itself declares, and never reused.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct
    | AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The number.</summary>
    public uint Id { get; } = id;
}

/// <summary>A name that stays when the type, interface or method is renamed or moved.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The name.</summary>
    public string Alias { get; } = alias;
}

/// <summary>Values of this type, member or parameter never change, so calls pass them without a copy.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Property
    | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class ImmutableAttribute : Attribute;
