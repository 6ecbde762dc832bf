using ReAgent.Evaluation.Reports.Html;

namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>The rectangle of a chart in which data is drawn, in pixels from the chart's upper left corner.</summary>
/// <param name="Left">Room to its left.</param>
/// <param name="Top">Room above it.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="RightMargin">Room to its right.</param>
public readonly record struct PlotArea(double Left, double Top, double Width, double Height, double RightMargin)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>Where a value lies from left to right.</summary>
    public double X(Scale scale, double value) => Left + scale.Position(value) * Width;

    /// <summary>Where a value lies, larger ones higher.</summary>
    public double Y(Scale scale, double value) => Bottom - scale.Position(value) * Height;

    /// <summary>Opens the SVG element of a chart. Its label says in words what the chart shows.</summary>
    public static Markup.Scope Open(Markup page, string label, double width, double height) =>
        page.Element("svg", ("class", "chart"), ("role", "img"), ("aria-label", label),
            ("viewBox", $"0 0 {Markup.Coordinate(width)} {Markup.Coordinate(height)}"));

    /// <summary>Draws the axis below the area: grid lines, labels and a title.</summary>
    public void HorizontalAxis(Markup page, Scale scale, string title, bool grid)
    {
        Line(page, "axis", Left, Bottom, Right, Bottom);
        foreach (var tick in scale.Ticks)
        {
            var x = X(scale, tick.Value);
            Line(page, grid ? "grid" : "axis", x, grid ? Top : Bottom, x, Bottom + (grid ? 0 : 4));
            // A label at an end leans inward rather than out of the chart.
            var half = ChartText.Width(tick.Label, 11) / 2;
            var anchor = x + half > Right + RightMargin ? "end" : x - half < 0 ? "start" : "middle";
            Label(page, "tick", x, Bottom + 16, tick.Label, anchor);
        }

        Label(page, "title", Left + Width / 2, Bottom + 31, ChartText.Fit(title, Width), "middle");
    }

    /// <summary>Draws the axis to the left of the area: grid lines and labels.</summary>
    public void VerticalAxis(Markup page, Scale scale)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = Y(scale, tick.Value);
            Line(page, "grid", Left, y, Right, y);
            Label(page, "tick", Left - 6, y + 4, tick.Label, "end");
        }
    }

    /// <summary>Room that the labels of a vertical axis take.</summary>
    public static double Gutter(Scale scale) => 12 + scale.Ticks.Select(tick => ChartText.Width(tick.Label, 11)).DefaultIfEmpty(20).Max();

    /// <summary>A straight line.</summary>
    public static void Line(Markup page, string style, double x1, double y1, double x2, double y2) =>
        page.Empty("line", ("class", style), ("x1", Markup.Coordinate(x1)), ("y1", Markup.Coordinate(y1)), ("x2", Markup.Coordinate(x2)),
            ("y2", Markup.Coordinate(y2)));

    /// <summary>A rectangle, with a text that appears where a pointer rests on it.</summary>
    public static void Bar(Markup page, string style, double x, double y, double width, double height, string? hint = null)
    {
        using (page.Element("rect", ("class", style), ("x", Markup.Coordinate(x)), ("y", Markup.Coordinate(y)),
            ("width", Markup.Coordinate(Math.Max(0, width))), ("height", Markup.Coordinate(Math.Max(0, height)))))
        {
            if (hint is not null)
            {
                page.Element("title", hint);
            }
        }
    }

    /// <summary>A text; its anchor is <c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    public static void Label(Markup page, string style, double x, double y, string text, string anchor = "start", string? hint = null)
    {
        using (page.Element("text", ("class", style), ("x", Markup.Coordinate(x)), ("y", Markup.Coordinate(y)),
            ("text-anchor", anchor == "start" ? null : anchor)))
        {
            page.Text(text);
            if (hint is not null && hint != text)
            {
                page.Element("title", hint);
            }
        }
    }
}
