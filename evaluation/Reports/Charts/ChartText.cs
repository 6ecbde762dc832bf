using System.Globalization;
using System.Text;

namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>
/// How much room a text takes when nothing can measure it. Widths are those of a wide sans-serif typeface, so that texts in a narrower
/// one fit too.
/// </summary>
public static class ChartText
{
    /// <summary>Size of all text in charts, in pixels.</summary>
    public const double Size = 12;

    /// <summary>Size of regular text that is as wide as bold text of <see cref="Size"/>.</summary>
    public const double BoldSize = 13.5;

    /// <summary>Upper estimate of a text's width in pixels.</summary>
    public static double Width(string text, double size = Size) => size * text.EnumerateRunes().Sum(Em);

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis. Whole characters only.</summary>
    public static string Fit(string text, double room, double size = Size)
    {
        if (Width(text, size) <= room)
        {
            return text;
        }

        var fitting = new StringBuilder();
        var width = Width("…", size);
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            width += Width(characters.GetTextElement(), size);
            if (width > room)
            {
                break;
            }

            fitting.Append(characters.GetTextElement());
        }

        return fitting.Append('…').ToString();
    }

    private static double Em(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark => 0,
        UnicodeCategory.UppercaseLetter => 0.76,
        UnicodeCategory.DecimalDigitNumber => 0.64,
        UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol or UnicodeCategory.Surrogate => 1.05,
        _ => rune.Value switch
        {
            'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' or '\u00A0' => 0.34,
            'f' or 't' or 'r' or '(' or ')' or '-' or '/' or '[' or ']' => 0.42,
            'm' or 'w' or '%' => 0.98,
            '−' or '+' or '=' or '×' or '<' or '>' or '…' or '±' => 0.86,
            _ => 0.64,
        },
    };
}
