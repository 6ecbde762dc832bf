using System.Collections.Frozen;

namespace Parquet.Schema;

/// <summary>What a CLR type says about a leaf: the type of a value, whether it may be null, whether it repeats.</summary>
internal readonly record struct LeafShape(Type ValueType, bool IsNullable, bool IsSequence)
{
    private static readonly FrozenSet<Type> Supported = new[]
    {
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(DateTime), typeof(DateOnly), typeof(Guid),
        typeof(ReadOnlyMemory<char>), typeof(ReadOnlyMemory<byte>),
    }.ToFrozenSet();

    public static LeafShape Of(string field, Type type)
    {
        if (Single(type) is { } single)
        {
            return single;
        }

        Type? element = ElementType(type);
        if (element is not null && Single(element) is { } item)
        {
            return item with { IsSequence = true };
        }

        throw new NotSupportedException(Explain(field, type));
    }

    private static LeafShape? Single(Type type)
    {
        if (type == typeof(string))
        {
            return new LeafShape(typeof(ReadOnlyMemory<char>), true, false);
        }

        if (type == typeof(byte[]))
        {
            return new LeafShape(typeof(ReadOnlyMemory<byte>), true, false);
        }

        Type? underlying = Nullable.GetUnderlyingType(type);
        Type value = underlying ?? type;
        return Supported.Contains(value) ? new LeafShape(value, underlying is not null, false) : null;
    }

    private static Type? ElementType(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>) ? type.GetGenericArguments()[0]
        : type.GetInterfaces().FirstOrDefault(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static string Explain(string field, Type type)
    {
        if (type == typeof(DateTimeOffset))
        {
            return $"Field '{field}': DateTimeOffset has no form in Parquet; use DateTime in UTC";
        }

        if (type.IsGenericType && type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IDictionary<,>)))
        {
            return $"Field '{field}': a dictionary is not a leaf; declare it with {nameof(MapField)}";
        }

        return $"Field '{field}': type {type} is not supported; allowed are {string.Join(", ", Supported.Select(static t => t.Name).Order(StringComparer.Ordinal))}, string and byte[]";
    }
}
