using System.Globalization;

namespace ReAgent.Data.Expressions.Syntax;

/// <summary>Cuts a text into numbers, texts, names and symbols. What it cannot read becomes a problem and is left out.</summary>
internal static class Tokenizer
{
    private static readonly string[] Symbols = ["==", "!=", "<>", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", "."];

    public static List<Token> Read(string text, ProblemList problems)
    {
        List<Token> tokens = [];
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                at = ReadNumber(text, at, tokens, problems);
            }
            else if (char.IsLetter(c) || c == '_')
            {
                var end = EndOfName(text, at);
                tokens.Add(new Token(TokenKind.Name, at, text[at..end]));
                at = end;
            }
            else if (c is '\'' or '`' or '"')
            {
                at = ReadQuoted(text, at, tokens, problems);
            }
            else
            {
                at = ReadSymbol(text, at, tokens, problems);
            }
        }

        tokens.Add(new Token(TokenKind.End, text.Length, ""));
        return tokens;
    }

    /// <summary>Whether a name can be written without quotes.</summary>
    public static bool IsPlainName(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && EndOfName(name, 0) == name.Length && !Keywords.Contains(name);

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }

    private static int EndOfDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int ReadNumber(string text, int start, List<Token> tokens, ProblemList problems)
    {
        var at = EndOfDigits(text, start);
        if (at < text.Length && text[at] == '.')
        {
            at = EndOfDigits(text, at + 1);
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
            var end = EndOfDigits(text, at + 1 + sign);
            at = end > at + 1 + sign ? end : at;
        }

        var written = text[start..at];
        var endOfLetters = EndOfName(text, at);
        if (endOfLetters > at)
        {
            problems.Add(start, $"'{text[start..endOfLetters]}' is neither a number nor a name; a number is written 10, 0.5 or 1e-3, "
                + "and a name that begins with a digit goes in `backquotes`.");
        }
        else if (!double.IsFinite(double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture)))
        {
            problems.Add(start, $"'{written}' is too large; the largest number is 1.7976931348623157E+308.");
        }

        tokens.Add(new Token(TokenKind.Number, start, written));
        return endOfLetters;
    }

    /// <summary>Quotes inside quotes are doubled.</summary>
    private static int ReadQuoted(string text, int start, List<Token> tokens, ProblemList problems)
    {
        var quote = text[start];
        var doubled = new string(quote, 2);
        var at = start + 1;
        while (true)
        {
            at = text.IndexOf(quote, at);
            if (at < 0)
            {
                problems.Add(start, $"The quote {quote} that begins here does not end; a quote inside is written twice: {doubled}.");
                at = text.Length;
                break;
            }

            if (at + 1 >= text.Length || text[at + 1] != quote)
            {
                break;
            }

            at += 2;
        }

        var content = text[(start + 1)..at].Replace(doubled, quote.ToString(), StringComparison.Ordinal);
        if (quote != '\'' && content.Length == 0)
        {
            problems.Add(start, $"A name stands between the quotes {quote}; text goes in 'single quotes'.");
        }

        tokens.Add(new Token(quote == '\'' ? TokenKind.Text : TokenKind.QuotedName, start, content));
        return Math.Min(at + 1, text.Length);
    }

    private static int ReadSymbol(string text, int at, List<Token> tokens, ProblemList problems)
    {
        if (Foreign(text.AsSpan(at)) is { } foreign)
        {
            problems.Add(at, foreign.Advice);
            tokens.Add(new Token(Keywords.Contains(foreign.Meant) ? TokenKind.Name : TokenKind.Symbol, at, foreign.Meant));
            return at + foreign.Length;
        }

        foreach (var symbol in Symbols)
        {
            if (text.AsSpan(at).StartsWith(symbol, StringComparison.Ordinal))
            {
                tokens.Add(new Token(TokenKind.Symbol, at, symbol));
                return at + symbol.Length;
            }
        }

        var length = char.IsSurrogatePair(text, at) ? 2 : 1;
        var shown = char.IsControl(text[at]) || char.IsSurrogate(text[at]) && length == 1 ? $"U+{(int)text[at]:X4}" : text.Substring(at, length);
        problems.Add(at, $"'{shown}' has no meaning here; allowed are numbers, 'texts', names, + - * / % = <> < <= > >= ( ) [ ] , and .");
        return at + length;
    }

    /// <summary>Signs of other languages, and what to write instead.</summary>
    private static (int Length, string Meant, string Advice)? Foreign(ReadOnlySpan<char> text) => text switch
    {
        ['-', '-', ..] => (2, "-", "'--' begins a comment in SQL and is not allowed here; put a space or brackets between two minus signs."),
        ['&', '&', ..] => (2, "AND", "'&&' is written AND."),
        ['|', '|', ..] => (2, "OR", "'||' is written OR."),
        ['*', '*', ..] => (2, "*", "'**' is written POWER(x, y)."),
        ['^', ..] => (1, "*", "'^' is written POWER(x, y)."),
        ['!', not '=', ..] or ['!'] => (1, "NOT", "'!' is written NOT."),
        ['<', '=', '>', ..] => (3, "=", "'<=>' is not known; use = together with IS NULL."),
        _ => null,
    };
}
