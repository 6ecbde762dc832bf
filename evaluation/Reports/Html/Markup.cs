using System.Globalization;
using System.Text;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>
/// Writes HTML with inline SVG that is well-formed XML too. An element ends with its scope, so tags balance by construction; every text and
/// attribute is escaped on its way in.
/// </summary>
public sealed class Markup
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Starts an element; disposing the scope ends it. Attributes with a null value are left out.</summary>
    public Scope Element(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(name, attributes);
        _text.Append('>');
        _depth++;
        return new(this, name);
    }

    /// <summary>An element that holds text alone.</summary>
    public Markup Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Element(name, attributes))
        {
            Text(text);
        }

        return this;
    }

    /// <summary>An element without content: a void element of HTML (<c>br</c>, <c>meta</c>) or any element of SVG.</summary>
    public Markup Empty(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(name, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>Text, escaped.</summary>
    public Markup Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>The content of a <c>style</c> element, which HTML takes literally.</summary>
    /// <exception cref="ArgumentException">It holds a character that XML would not take literally.</exception>
    public Markup Style(string css)
    {
        if (css.AsSpan().ContainsAny('<', '&'))
        {
            throw new ArgumentException("Style sheets here hold neither '<' nor '&'.", nameof(css));
        }

        _text.Append(css);
        return this;
    }

    /// <summary>A line break of the source, so that the page can be read and compared as text.</summary>
    public Markup NewLine()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>A length or coordinate of SVG, to a hundredth of a pixel.</summary>
    public static string Coordinate(double value) =>
        Math.Round(value, 2) is var rounded and not 0 ? rounded.ToString("0.##", CultureInfo.InvariantCulture) : "0";

    /// <summary>What was written.</summary>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public override string ToString() =>
        _depth == 0 ? _text.ToString() : throw new InvalidOperationException($"{_depth} elements are still open.");

    private void Tag(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(attribute).Append("=\"");
                Escape(value);
                _text.Append('"');
            }
        }
    }

    private void Escape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                // Neither HTML nor XML can carry these, not even escaped.
                < ' ' and not ('\n' or '\t') or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => _text.Append('\uFFFD'),
                // These turn the direction of everything that follows, so that a name could rewrite the numbers beside it.
                (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => _text.Append('\uFFFD'),
                _ => _text.Append(rune),
            };
        }
    }

    /// <summary>An open element.</summary>
    public readonly struct Scope(Markup page, string name) : IDisposable
    {
        public void Dispose()
        {
            page._text.Append("</").Append(name).Append('>');
            page._depth--;
        }
    }
}
