namespace Parquet.Columns;

/// <summary>A CLR form of text.</summary>
internal interface ITextForm<T>
{
    static abstract ReadOnlySpan<char> Chars(T value);

    /// <summary>Text from characters that may be kept.</summary>
    static abstract T Keep(ReadOnlyMemory<char> chars);

    /// <summary>The same text as an object of its own, for texts that many values share.</summary>
    static abstract T Share(T value);

    /// <summary>Whether both are the same place in memory, which is found out faster than whether they are equal.</summary>
    static abstract bool AreSame(T first, T second);
}

/// <summary>Text as a slice of characters shared by many values.</summary>
internal readonly struct TextSlice : ITextForm<ReadOnlyMemory<char>>
{
    public static ReadOnlySpan<char> Chars(ReadOnlyMemory<char> value) => value.Span;

    public static ReadOnlyMemory<char> Keep(ReadOnlyMemory<char> chars) => chars;

    public static ReadOnlyMemory<char> Share(ReadOnlyMemory<char> value) => value.ToString().AsMemory();

    public static bool AreSame(ReadOnlyMemory<char> first, ReadOnlyMemory<char> second) => first.Equals(second);
}

/// <summary>Text as strings.</summary>
internal readonly struct TextString : ITextForm<string>
{
    public static ReadOnlySpan<char> Chars(string value) => value;

    public static string Keep(ReadOnlyMemory<char> chars) => new(chars.Span);

    public static string Share(string value) => value;

    public static bool AreSame(string first, string second) => ReferenceEquals(first, second);
}
