using System.Globalization;
using ReAgent.Data.Inspection;
using ReAgent.Evaluation.Reports.Html;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Client.Inspection;

/// <summary>A small histogram as inline SVG.</summary>
internal static class HistogramFigure
{
    private const double Width = 320;
    private const double Height = 90;
    private const double Axis = 18;

    public static void Write(Markup page, string title, IReadOnlyList<HistogramBin> bins)
    {
        if (bins.Count < 2)
        {
            return;
        }

        var (low, high) = (Number(bins[0].From), Number(bins[^1].To));
        var most = bins.Max(bin => bin.Share);
        var words = $"{title}: from {low} to {high}; most in {Number(bins.MaxBy(bin => bin.Share)!.From)} and above, {Percent(most)}.";
        using (page.Element("figure"))
        {
            page.Element("figcaption", title);
            using (page.Element("svg", ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height + Axis}")), ("role", "img"), ("aria-label", words)))
            {
                var step = Width / bins.Count;
                foreach (var (index, bin) in bins.Index())
                {
                    var height = Math.Max(bin.Share / most * Height, bin.Share > 0 ? 1 : 0);
                    page.Empty("rect", ("class", "bar"), ("x", Markup.Coordinate((index * step) + 0.5)), ("y", Markup.Coordinate(Height - height)),
                        ("width", Markup.Coordinate(Math.Max(step - 1, 0.5))), ("height", Markup.Coordinate(height)));
                }

                page.Empty("line", ("class", "axis"), ("x1", "0"), ("x2", Markup.Coordinate(Width)), ("y1", Markup.Coordinate(Height)), ("y2", Markup.Coordinate(Height)));
                page.Element("text", low, ("x", "0"), ("y", Markup.Coordinate(Height + 14)));
                page.Element("text", high, ("x", Markup.Coordinate(Width)), ("y", Markup.Coordinate(Height + 14)), ("text-anchor", "end"));
            }
        }

        page.NewLine();
    }
}
