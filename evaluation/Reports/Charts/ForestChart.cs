using ReAgent.Evaluation.Reports.Html;

namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>One estimate of a forest plot.</summary>
/// <param name="Name">Whose estimate it is.</param>
/// <param name="Estimate">Value and interval; null when there is no answer.</param>
/// <param name="IsEmphasized">Whether it is the one that decides; it is always wholly in view.</param>
public sealed record ForestRow(string Name, IntervalEstimate? Estimate, bool IsEmphasized = false);

/// <summary>
/// Estimates with their intervals, one below the other, against a line of reference. An estimate so far out that it would squeeze the others
/// is cut at the edge with an arrow; its numbers are written beside its name all the same.
/// </summary>
/// <param name="Label">What it shows, in words.</param>
/// <param name="Rows">The estimates.</param>
/// <param name="AxisTitle">What the axis measures.</param>
/// <param name="Reference">Value to compare with; null for none.</param>
/// <param name="ReferenceName">What that value is.</param>
public sealed record ForestChart(string Label, IReadOnlyList<ForestRow> Rows, string AxisTitle, double? Reference, string ReferenceName)
{
    private const double Width = 420;
    private const double RowHeight = 42;
    private const double Side = 20;

    /// <summary>How many typical distances from the reference stay in view.</summary>
    private const double Reach = 5;

    /// <summary>Whether some estimate reaches beyond the axis.</summary>
    public bool IsCut => Rows.Any(row => row.Estimate is { } estimate && Ends(estimate).Any(end => !Horizontal.Holds(end)));

    private LinearScale Horizontal => LinearScale.Rounded(InView(), intervals: 5);

    public void Write(Markup page)
    {
        var scale = Horizontal;
        var area = new PlotArea(Side, 24, Width - 2 * Side, Rows.Count * RowHeight, Side);
        using (PlotArea.Open(page, Label, Width, area.Bottom + 38))
        {
            area.HorizontalAxis(page, scale, AxisTitle, grid: true);
            if (Reference is { } reference)
            {
                var x = area.X(scale, reference);
                PlotArea.Line(page, "reference", x, area.Top - 4, x, area.Bottom);
                var width = ChartText.Width(ReferenceName);
                PlotArea.Label(page, "title", Math.Clamp(x, width / 2, Width - width / 2), area.Top - 10, ReferenceName, "middle");
            }

            foreach (var (index, row) in Rows.Index())
            {
                WriteRow(page, area, scale, row, area.Top + index * RowHeight);
            }
        }
    }

    private static void WriteRow(Markup page, PlotArea area, Scale scale, ForestRow row, double top)
    {
        var numbers = row.Estimate is { } known && double.IsFinite(known.Value) ? NumberText.Interval(known) : "no answer";
        var room = area.Width - ChartText.Width(numbers) - 8;
        var size = row.IsEmphasized ? ChartText.BoldSize : ChartText.Size;
        var style = row.IsEmphasized ? "name halo strong" : "name halo";
        PlotArea.Label(page, style, area.Left, top + 16, ChartText.Fit(row.Name, room, size), hint: row.Name);
        PlotArea.Label(page, "name halo", area.Right, top + 16, numbers, "end");
        if (row.Estimate is not { } estimate || !double.IsFinite(estimate.Value))
        {
            return;
        }

        var y = top + 29;
        if (Ends(estimate) is [var low, _, var high] && low < high)
        {
            PlotArea.Line(page, row.IsEmphasized ? "interval strong" : "interval",
                area.Left + scale.Clamped(low) * area.Width, y, area.Left + scale.Clamped(high) * area.Width, y);
            WriteEnd(page, area, scale, low, y);
            WriteEnd(page, area, scale, high, y);
        }

        if (scale.Holds(estimate.Value))
        {
            WritePoint(page, area.X(scale, estimate.Value), y, row.IsEmphasized);
        }
        else
        {
            WriteEnd(page, area, scale, estimate.Value, y);
        }
    }

    private static void WriteEnd(Markup page, PlotArea area, Scale scale, double end, double y)
    {
        var x = area.Left + scale.Clamped(end) * area.Width;
        if (scale.Holds(end))
        {
            PlotArea.Line(page, "interval", x, y - 4, x, y + 4);
            return;
        }

        var inward = Markup.Coordinate(x - Math.Sign(end - scale.Minimum) * 8);
        var outward = Markup.Coordinate(x + Math.Sign(end - scale.Minimum) * 3);
        var path = $"M{outward} {Markup.Coordinate(y)}L{inward} {Markup.Coordinate(y - 6)}V{Markup.Coordinate(y + 6)}Z";
        page.Empty("path", ("class", "arrow"), ("d", path));
    }

    private static void WritePoint(Markup page, double x, double y, bool isEmphasized)
    {
        if (isEmphasized)
        {
            page.Empty("path", ("class", "point strong"), ("d",
                $"M{Markup.Coordinate(x)} {Markup.Coordinate(y - 7)}L{Markup.Coordinate(x + 7)} {Markup.Coordinate(y)}" +
                $"L{Markup.Coordinate(x)} {Markup.Coordinate(y + 7)}L{Markup.Coordinate(x - 7)} {Markup.Coordinate(y)}Z"));
        }
        else
        {
            page.Empty("circle", ("class", "point"), ("cx", Markup.Coordinate(x)), ("cy", Markup.Coordinate(y)), ("r", "4"));
        }
    }

    private IEnumerable<double> InView()
    {
        double[] reference = Reference is { } value ? [value] : [];
        var ends = Rows.Select(row => row.Estimate).OfType<IntervalEstimate>().SelectMany(Ends).Where(double.IsFinite).Order().ToList();
        if (ends.Count == 0)
        {
            return [.. reference, .. reference.Select(end => end + 1)];
        }

        var center = Reference ?? ends[ends.Count / 2];
        var distances = ends.Select(end => Math.Abs(end - center)).Order().ToList();
        var reach = Reach * distances[distances.Count / 2];
        var deciding = Rows.Where(row => row is { IsEmphasized: true, Estimate: not null }).SelectMany(row => Ends(row.Estimate!));
        IReadOnlyList<double> near = [.. reference, .. deciding, .. ends.Where(end => Math.Abs(end - center) <= reach)];
        // Some room on both sides of the reference, so that its line is not taken for the end of the axis.
        var room = (near.Where(double.IsFinite).Max() - near.Where(double.IsFinite).Min()) / 8;
        return [.. near, .. reference.SelectMany(value => new[] { value - room, value + room })];
    }

    /// <summary>Low end, value, high end; the value stands in for ends that are missing. Infinite ends stay infinite.</summary>
    private static double[] Ends(IntervalEstimate estimate) =>
    [
        estimate.Low is { } low && !double.IsNaN(low) ? low : estimate.Value,
        estimate.Value,
        estimate.High is { } high && !double.IsNaN(high) ? high : estimate.Value,
    ];
}
