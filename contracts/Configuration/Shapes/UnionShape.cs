using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>A choice between records, written as a map with one key that names the chosen one.</summary>
internal sealed class UnionShape(Type type, ImmutableSortedDictionary<string, RecordShape> members) : ConfigShape(type)
{
    /// <summary>The members by name.</summary>
    public ImmutableSortedDictionary<string, RecordShape> Members { get; } = members;

    public override string Wants => $"a map with exactly one key, which is one of {string.Join(", ", Members.Keys)}";

    public override string? Example => Members.IsEmpty ? null : $"{{{Members.Keys.First()}: {{}}}}";

    /// <exception cref="ArgumentException">The value's type is not a member.</exception>
    public (string Name, RecordShape Shape) MemberOf(object value)
    {
        foreach (var (name, shape) in Members)
        {
            if (shape.Type == value.GetType())
            {
                return (name, shape);
            }
        }

        throw new ArgumentException($"{value.GetType().Name} is not a member of the union {Type.Name}; members are {string.Join(", ", Members.Keys)}.", nameof(value));
    }
}
