using ReAgent.Evaluation.Reports.Html;

namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>One name and its bars.</summary>
/// <param name="Name">What the bars belong to.</param>
/// <param name="Numbers">The bars' values in words, written at the right.</param>
/// <param name="Bars">One value and style per bar, from top to bottom.</param>
public sealed record BarRow(string Name, string Numbers, IReadOnlyList<(double Value, string Style)> Bars);

/// <summary>Horizontal bars from zero, each under its name, so that long names have room.</summary>
/// <param name="Label">What it shows, in words.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="AxisTitle">What the length of a bar measures.</param>
public sealed record BarChart(string Label, IReadOnlyList<BarRow> Rows, string AxisTitle)
{
    private const double Width = 400;
    private const double Side = 12;
    private const double BarHeight = 9;

    public void Write(Markup page)
    {
        var longest = Rows.SelectMany(row => row.Bars).Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty().Max();
        var scale = LinearScale.Rounded([0, longest > 0 ? longest : 1]);
        var area = new PlotArea(Side, 2, Width - 2 * Side, Rows.Sum(Height), Side);
        using (PlotArea.Open(page, Label, Width, area.Bottom + 38))
        {
            area.HorizontalAxis(page, scale, AxisTitle, grid: true);
            var top = area.Top;
            foreach (var row in Rows)
            {
                WriteRow(page, area, scale, row, top);
                top += Height(row);
            }

            PlotArea.Line(page, "axis", area.Left, area.Top, area.Left, area.Bottom);
        }
    }

    private static double Height(BarRow row) => 24 + row.Bars.Count * (BarHeight + 2) + 6;

    private static void WriteRow(Markup page, PlotArea area, Scale scale, BarRow row, double top)
    {
        var room = area.Width - ChartText.Width(row.Numbers) - 18;
        PlotArea.Label(page, "name halo", area.Left + 6, top + 17, ChartText.Fit(row.Name, room), hint: row.Name);
        PlotArea.Label(page, "name halo", area.Right, top + 17, row.Numbers, "end");
        foreach (var (index, (value, style)) in row.Bars.Index())
        {
            // A value above zero leaves a visible mark, however small it is.
            var width = double.IsFinite(value) && value > 0 ? Math.Max(1.5, scale.Position(value) * area.Width) : 0;
            PlotArea.Bar(page, style, area.Left, top + 24 + index * (BarHeight + 2), width, BarHeight);
        }
    }
}
