namespace Orleans.Serialization;

/// <summary>The comparers that travel with collections of strings, by name; all others become the default one.</summary>
internal static class ComparerNames
{
    private const string Default = "";
    private const string Ordinal = "ordinal";
    private const string IgnoreCase = "ordinal-ignore-case";

    public static string Of(object comparer) =>
        ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase) ? IgnoreCase
        : ReferenceEquals(comparer, StringComparer.Ordinal) ? Ordinal
        : Default;

    public static IEqualityComparer<T>? Equality<T>(string name) => Named(name) as IEqualityComparer<T>;

    public static IComparer<T>? Order<T>(string name) => Named(name) as IComparer<T>;

    private static StringComparer? Named(string name) => name switch
    {
        IgnoreCase => StringComparer.OrdinalIgnoreCase,
        Ordinal => StringComparer.Ordinal,
        _ => null,
    };
}
