using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration;

/// <summary>
/// Knows which records can stand in which tagged union, by looking for <see cref="UnionMemberAttribute"/> in the given assemblies (and in the
/// union's own), and what each record looks like. Keep one per process: it remembers what it has found.
/// </summary>
public sealed class ConfigCatalog
{
    private readonly ImmutableArray<Assembly> _assemblies;
    private readonly ConcurrentDictionary<Type, ConfigShape> _shapes = new();
    private readonly ConcurrentDictionary<Assembly, ILookup<Type, Type>> _members = new();

    /// <param name="assemblies">Assemblies that hold members of tagged unions.</param>
    public ConfigCatalog(params Assembly[] assemblies) => _assemblies = [.. assemblies.Distinct()];

    /// <summary>The names that a tagged union accepts, in ordinal order.</summary>
    /// <exception cref="InvalidOperationException">The type is not a tagged union, or two members have the same name.</exception>
    public IEnumerable<string> MembersOf(Type union) => ShapeOf(union) is UnionShape shape
        ? shape.Members.Keys
        : throw new InvalidOperationException($"{union.Name} is not a tagged union.");

    internal ConfigShape ShapeOf(Type type) => _shapes.GetOrAdd(type, Describe);

    /// <summary>The shape of a property, an item or a value whose type may allow null.</summary>
    internal ConfigShape ShapeOf(Type type, NullabilityInfo nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return new NullableShape(type, ShapeOf(underlying, nullability.GenericTypeArguments is [var inner] ? inner : nullability));
        }

        var shape = Composite(type, nullability) ?? ShapeOf(type);
        return nullability.WriteState == NullabilityState.Nullable && !type.IsValueType ? new NullableShape(type, shape) : shape;
    }

    private ConfigShape? Composite(Type type, NullabilityInfo nullability)
    {
        if (type.IsArray)
        {
            return new ListShape(type, ShapeOf(type.GetElementType()!, nullability.ElementType!));
        }

        if (!type.IsGenericType)
        {
            return null;
        }

        var arguments = type.GetGenericArguments();
        ConfigShape Argument(int index) => ShapeOf(arguments[index], nullability.GenericTypeArguments[index]);
        if (ConfigCollections.IsList(type))
        {
            return new ListShape(type, Argument(0));
        }

        if (ConfigCollections.IsDictionary(type))
        {
            var key = ScalarShape.Of(arguments[0]) is { Kind: ScalarKind.Text or ScalarKind.Integer } scalar
                ? scalar
                : throw new InvalidOperationException($"{type} cannot be bound: keys are text or whole numbers.");
            return new DictionaryShape(type, key, Argument(1));
        }

        return type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            ? new TupleShape(type, [.. arguments.Select((_, index) => Argument(index))])
            : null;
    }

    private ConfigShape Describe(Type type)
    {
        if (ScalarShape.Of(type) is { } scalar)
        {
            return scalar;
        }

        if (type.IsEnum)
        {
            return new EnumShape(type);
        }

        if (type.IsDefined(typeof(TaggedUnionAttribute), inherit: false))
        {
            return new UnionShape(type, FindMembers(type));
        }

        return type is { IsClass: true, IsAbstract: false, IsGenericType: false, IsArray: false } && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
            ? new RecordShape(type, this)
            : throw new InvalidOperationException(
                $"{type} cannot be bound. Allowed: text, bool, int, long, uint, ulong, float, double, enums, records, [TaggedUnion] records, " +
                "arrays, ImmutableArray, IReadOnlyList, ValueTuple, ImmutableSortedDictionary and IReadOnlyDictionary of these, as properties of a record.");
    }

    private ImmutableSortedDictionary<string, RecordShape> FindMembers(Type union)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, RecordShape>(StringComparer.Ordinal);
        foreach (var assembly in _assemblies.Append(union.Assembly).Distinct())
        {
            foreach (var type in _members.GetOrAdd(assembly, Scan)[union])
            {
                var name = type.GetCustomAttribute<UnionMemberAttribute>()!.Name;
                if (!found.TryAdd(name, (RecordShape)ShapeOf(type)))
                {
                    throw new InvalidOperationException($"{union.Name} has two members named '{name}': {found[name].Type.FullName} and {type.FullName}.");
                }
            }
        }

        return found.ToImmutable();
    }

    private static ILookup<Type, Type> Scan(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsDefined(typeof(UnionMemberAttribute), inherit: false))
        .ToLookup(type => Union(type));

    private static Type Union(Type member)
    {
        for (var parent = member.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsDefined(typeof(TaggedUnionAttribute), inherit: false))
            {
                return parent;
            }
        }

        throw new InvalidOperationException($"{member.FullName} is a [UnionMember], but no record that it derives from is a [TaggedUnion].");
    }
}
