namespace Orleans.Serialization;

/// <summary>Types that the language itself makes of members, such as tuples: every field takes part, numbered in order.</summary>
internal static class TupleShapes
{
    public static bool IsTuple(Type type) =>
        type.IsGenericType
        && (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            || type.FullName.StartsWith("System.Tuple`", StringComparison.Ordinal)
            || type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
}
