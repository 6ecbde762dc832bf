using Spectre.Console;

namespace ReAgent.Client.Inspection;

/// <summary>A line of text and how it looks on a terminal.</summary>
internal readonly record struct TextLine(string Text, LineStyle Style = LineStyle.Plain);

/// <summary>How a line looks on a terminal.</summary>
internal enum LineStyle
{
    Plain,
    Good,
    Careful,
    Bad,
    Heading,
    Config,
}

/// <summary>Writes lines, with colours where a person reads them.</summary>
internal sealed class InspectionWriter(TextWriter output, IAnsiConsole? terminal)
{
    public void Write(IEnumerable<TextLine> lines)
    {
        foreach (var line in lines)
        {
            if (terminal is null)
            {
                output.WriteLine(line.Text);
            }
            else
            {
                terminal.WriteLine(line.Text, StyleOf(line.Style));
            }
        }
    }

    private static Style StyleOf(LineStyle style) => style switch
    {
        LineStyle.Good => new Style(Color.Green, decoration: Decoration.Bold),
        LineStyle.Careful => new Style(Color.Yellow, decoration: Decoration.Bold),
        LineStyle.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        LineStyle.Heading => new Style(decoration: Decoration.Bold),
        LineStyle.Config => new Style(Color.Aqua),
        _ => Style.Plain,
    };
}
