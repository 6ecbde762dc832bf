namespace ReAgent.Contracts.Configuration;

/// <summary>On a record derived from a <see cref="TaggedUnionAttribute"/> record: the key that chooses it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnionMemberAttribute(string name) : Attribute
{
    /// <summary>The key that chooses the member, as the original spells it: <c>DiscreteDQN</c>.</summary>
    public string Name { get; } = name;
}
