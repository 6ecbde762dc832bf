namespace Parquet.Columns;

/// <summary>A CLR form of text.</summary>
internal interface ITextForm<T>
{
    static abstract ReadOnlySpan<char> Chars(T value);

    /// <summary>Text from characters that may be kept.</summary>
    static abstract T Keep(ReadOnlyMemory<char> chars);
}

/// <summary>Text as a slice of characters shared by many values.</summary>
internal readonly struct TextSlice : ITextForm<ReadOnlyMemory<char>>
{
    public static ReadOnlySpan<char> Chars(ReadOnlyMemory<char> value) => value.Span;

    public static ReadOnlyMemory<char> Keep(ReadOnlyMemory<char> chars) => chars;
}

/// <summary>Text as strings.</summary>
internal readonly struct TextString : ITextForm<string>
{
    public static ReadOnlySpan<char> Chars(string value) => value;

    public static string Keep(ReadOnlyMemory<char> chars) => new(chars.Span);
}
