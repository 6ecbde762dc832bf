using ReAgent.Evaluation.Reports.Html;

namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>A value marked across the chart.</summary>
/// <param name="Name">What it is, with its number.</param>
/// <param name="Value">Where it is.</param>
/// <param name="Style">Class of its line.</param>
public sealed record MarkedValue(string Name, double Value, string Style);

/// <summary>How the returns of episodes are distributed: a histogram, and below it one dot per episode.</summary>
/// <param name="Label">What it shows, in words.</param>
/// <param name="Returns">Finite returns, at least one.</param>
/// <param name="Interval">Interval of the mean, drawn as a band; null for none.</param>
/// <param name="Marks">Values to compare with, each with a line of its own above the histogram.</param>
/// <param name="AxisTitle">Unit of the returns.</param>
public sealed record ReturnsChart(
    string Label, IReadOnlyList<double> Returns, (double Low, double High)? Interval, IReadOnlyList<MarkedValue> Marks, string AxisTitle)
{
    private const double Width = 400;
    private const double Side = 16;
    private const double MarkHeight = 18;
    private const double StripHeight = 34;
    private const double HistogramHeight = 130;

    /// <summary>A mark is drawn when it is no further from the returns than this many times their range.</summary>
    private const double Reach = 1.25;

    public void Write(Markup page)
    {
        var bins = Histogram.Of(Returns);
        var counts = LinearScale.Rounded([0, .. bins.Select(bin => (double)bin.Count)], intervals: 3, wholeNumbers: true);
        var left = PlotArea.Gutter(counts);
        var bars = new PlotArea(left, Marks.Count * MarkHeight + 8, Width - left - Side, HistogramHeight, Side);
        var strip = bars with { Top = bars.Bottom, Height = StripHeight };
        var scale = Horizontal(bins);
        using (PlotArea.Open(page, Label, Width, strip.Bottom + 38))
        {
            bars.VerticalAxis(page, counts);
            if (Interval is var (low, high))
            {
                var (from, to) = (bars.X(scale, low), bars.X(scale, high));
                PlotArea.Bar(page, "mean-interval", from, bars.Top, to - from, strip.Bottom - bars.Top);
            }

            foreach (var bin in bins.Where(bin => bin.Count > 0))
            {
                var (from, to) = (bars.X(scale, bin.Low), bars.X(scale, bin.High));
                var top = bars.Y(counts, bin.Count);
                PlotArea.Bar(page, "bar", from + 0.5, top, to - from - 1, bars.Bottom - top,
                    $"{NumberText.Value(bin.Low)} to {NumberText.Value(bin.High)}: {NumberText.Count(bin.Count, "episode")}");
            }

            WriteStrip(page, strip, scale);
            strip.HorizontalAxis(page, scale, AxisTitle, grid: false);
            PlotArea.Line(page, "axis", bars.Left, bars.Bottom, bars.Right, bars.Bottom);
            foreach (var (index, mark) in Marks.Index())
            {
                WriteMark(page, mark, strip, scale, index * MarkHeight + 13);
            }
        }
    }

    // The interval and whole bins are in view, and so are marks unless they are so far away that they would squeeze the returns.
    private LinearScale Horizontal(IReadOnlyList<Bin> bins)
    {
        // A lone bin has room beside it, so that its width can be seen.
        var margin = bins is [var only] ? 2 * (only.High - only.Low) : 0;
        double[] always = [bins[0].Low - margin, bins[^1].High + margin, .. Interval is var (low, high) ? new[] { low, high } : []];
        var (first, last) = (always.Min(), always.Max());
        var reach = (last - first) * Reach;
        var near = Marks.Select(mark => mark.Value).Where(value => value >= first - reach && value <= last + reach);
        return LinearScale.Over([first, last, .. near]);
    }

    private void WriteStrip(Markup page, PlotArea strip, Scale scale)
    {
        foreach (var (index, value) in Returns.Index())
        {
            // Multiples of the golden ratio spread any number of dots evenly, and always in the same way.
            var height = index * 0.6180339887498949 % 1;
            page.Empty("circle", ("class", "episode"), ("cx", Markup.Coordinate(strip.X(scale, value))),
                ("cy", Markup.Coordinate(strip.Top + 7 + height * (strip.Height - 14))), ("r", "2.5"));
        }
    }

    private static void WriteMark(Markup page, MarkedValue mark, PlotArea strip, Scale scale, double y)
    {
        var x = strip.Left + scale.Clamped(mark.Value) * strip.Width;
        var isLeft = x > strip.Left + strip.Width / 2;
        var name = mark.Name;
        if (scale.Holds(mark.Value))
        {
            PlotArea.Line(page, $"mark {mark.Style}", x, y - 9, x, strip.Bottom);
        }
        else
        {
            name = isLeft ? $"{name}, beyond the axis →" : $"← {name}, beyond the axis";
        }

        var room = isLeft ? x - 8 : Width - x - 8;
        PlotArea.Label(page, "name halo", isLeft ? x - 6 : x + 6, y, ChartText.Fit(name, room), isLeft ? "end" : "start", mark.Name);
    }
}
