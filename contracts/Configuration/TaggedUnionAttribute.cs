namespace ReAgent.Contracts.Configuration;

/// <summary>
/// On an abstract record: a choice between the records derived from it. It is written as a map with exactly one key, which names the
/// member: <c>optimizer: {Adam: {lr: 0.01}}</c>. The members carry <see cref="UnionMemberAttribute"/> and are found by a <see cref="ConfigCatalog"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaggedUnionAttribute : Attribute;
