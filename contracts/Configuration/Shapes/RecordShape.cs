using System.Collections.Immutable;
using System.ComponentModel;
using System.Reflection;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>A record: known keys, each with its own shape.</summary>
internal sealed class RecordShape : ConfigShape
{
    private readonly Lazy<ImmutableArray<ConfigMember>> _members;
    private readonly Lazy<Dictionary<string, ConfigMember>> _byKey;

    public RecordShape(Type type, ConfigCatalog catalog)
        : base(type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new InvalidOperationException(
                $"{type.Name} cannot be bound: a configuration record needs a public constructor without parameters, and init properties with defaults.");
        }

        // Later than construction, because a record may contain itself.
        _members = new(() => FindMembers(catalog));
        _byKey = new(() => Members
            .SelectMany(member => member.Keys.Select(key => (key, member)))
            .ToDictionary(pair => pair.key, pair => pair.member, StringComparer.Ordinal));
        NoEffectKeys = type.GetCustomAttributes<NoEffectAttribute>()
            .Where(attribute => attribute.Key is not null)
            .ToImmutableSortedDictionary(attribute => attribute.Key!, attribute => attribute.Why, StringComparer.Ordinal);
    }

    /// <summary>The keys in the order of their declaration, those of the base record first.</summary>
    public ImmutableArray<ConfigMember> Members => _members.Value;

    /// <summary>Keys without a property that are accepted, and why they have no effect.</summary>
    public ImmutableSortedDictionary<string, string> NoEffectKeys { get; }

    /// <summary>What the record is for; null when it does not say.</summary>
    public string? Description => Type.GetCustomAttribute<DescriptionAttribute>()?.Description;

    public override string Wants => "a map";

    public object New() => Activator.CreateInstance(Type)!;

    public ConfigMember? Find(string key) => _byKey.Value.GetValueOrDefault(key);

    public ConfigMember? FindProperty(string name) => Members.FirstOrDefault(member => member.Property.Name == name);

    private ImmutableArray<ConfigMember> FindMembers(ConfigCatalog catalog)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
                .OrderBy(property => Depth(property.DeclaringType!))
                .ThenBy(property => property.MetadataToken)
                .Select(property => new ConfigMember(property, catalog.ShapeOf(property.PropertyType, nullability.Create(property)))),
        ];
    }

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;
}
