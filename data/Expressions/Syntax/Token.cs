namespace ReAgent.Data.Expressions.Syntax;

internal enum TokenKind
{
    Number,
    Text,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A name in backquotes or double quotes: never a keyword.</summary>
    QuotedName,
    Symbol,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins, from 0.</param>
/// <param name="Text">A number as written, the content of quotes, a name, or a symbol.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, string Text)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) => Kind == TokenKind.Name && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>How an error names it.</summary>
    public string Shown => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Text => $"the text '{Shortened}'",
        _ => $"'{Shortened}'",
    };

    private string Shortened => Text.Length <= 40 ? Text : Text[..37] + "...";
}
