using System.Globalization;
using System.Text;
using ReAgent.Evaluation.Reports.Html;

namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Envelope">Its points.</param>
public sealed record LineSeries(string Name, CurveEnvelope Envelope);

/// <summary>Values over steps, with a band where they have intervals. Lines differ in colour and in dashes.</summary>
/// <param name="Label">What it shows, in words.</param>
/// <param name="Series">Its lines.</param>
/// <param name="StepUnit">What the steps count.</param>
/// <param name="Reference">A value to compare with, always in view; null for none.</param>
public sealed record LineChart(string Label, IReadOnlyList<LineSeries> Series, string StepUnit, double? Reference = null)
{
    /// <summary>Series that one chart can tell apart.</summary>
    public const int Styles = 8;

    private const double Width = 360;
    private const double Height = 214;
    private const double Side = 14;
    private const int MostDots = 40;

    /// <summary>Whether its values span so many orders of magnitude that they are drawn on a logarithmic scale.</summary>
    public bool IsLogarithmic => LogScale.Suits(Values());

    public void Write(Markup page)
    {
        Scale vertical = IsLogarithmic ? LogScale.Rounded(Values()) : LinearScale.Rounded(Values());
        var left = Math.Min(PlotArea.Gutter(vertical), Width / 3);
        var area = new PlotArea(left, 10, Width - left - Side, Height - 48, Side);
        var points = Series.SelectMany(series => series.Envelope.Pieces).SelectMany(piece => piece).ToList();
        var horizontal = LinearScale.Over(points.Select(point => point.Step), wholeNumbers: true);
        using (PlotArea.Open(page, Label, Width, Height))
        {
            area.VerticalAxis(page, vertical);
            area.HorizontalAxis(page, horizontal, StepUnit, grid: false);
            if (Reference is { } reference)
            {
                PlotArea.Line(page, "reference", area.Left, area.Y(vertical, reference), area.Right, area.Y(vertical, reference));
            }

            foreach (var (index, series) in Series.Index())
            {
                foreach (var piece in series.Envelope.Pieces)
                {
                    WriteBand(page, area, horizontal, vertical, index, piece);
                }
            }

            foreach (var (index, series) in Series.Index())
            {
                foreach (var piece in series.Envelope.Pieces)
                {
                    WriteLine(page, area, horizontal, vertical, index, piece, series, points.Count <= MostDots * Series.Count);
                }
            }
        }
    }

    private IEnumerable<double> Values() =>
        Series.SelectMany(series => series.Envelope.Pieces).SelectMany(piece => piece)
            .SelectMany(point => new[] { point.Low, point.Value, point.High })
            .Concat(Reference is { } reference ? [reference] : []);

    private static void WriteBand(
        Markup page, PlotArea area, Scale horizontal, Scale vertical, int index, IReadOnlyList<EnvelopePoint> piece)
    {
        if (piece.All(point => point.Low == point.High))
        {
            return;
        }

        if (piece is [var only])
        {
            var x = area.X(horizontal, only.Step);
            PlotArea.Line(page, $"line s{index % Styles}", x, area.Y(vertical, only.Low), x, area.Y(vertical, only.High));
            return;
        }

        var edge = piece.Select(point => (point.Step, Value: point.High))
            .Concat(piece.Reverse().Select(point => (point.Step, Value: point.Low)));
        page.Empty("path", ("class", $"band s{index % Styles}"),
            ("d", Path(edge.Select(point => (area.X(horizontal, point.Step), area.Y(vertical, point.Value)))) + "Z"));
    }

    private static void WriteLine(
        Markup page,
        PlotArea area,
        Scale horizontal,
        Scale vertical,
        int index,
        IReadOnlyList<EnvelopePoint> piece,
        LineSeries series,
        bool dots)
    {
        if (piece.Count > 1)
        {
            page.Empty("path", ("class", $"line s{index % Styles}"),
                ("d", Path(piece.Select(point => (area.X(horizontal, point.Step), area.Y(vertical, point.Value))))));
        }

        if (!dots && piece.Count > 1)
        {
            return;
        }

        foreach (var point in piece)
        {
            using (page.Element("circle", ("class", $"dot s{index % Styles}"), ("cx", Markup.Coordinate(area.X(horizontal, point.Step))),
                ("cy", Markup.Coordinate(area.Y(vertical, point.Value))), ("r", piece.Count == 1 ? "4" : "2.2")))
            {
                page.Element("title", $"{series.Name} at {NumberText.Value(point.Step)}: {NumberText.Value(point.Value)}");
            }
        }
    }

    private static string Path(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{Markup.Coordinate(x)} {Markup.Coordinate(y)}");
        }

        return path.ToString();
    }
}
