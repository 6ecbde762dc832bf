using ReAgent.Evaluation.Reports.Charts;
using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>Learning curves, and the estimates after each epoch.</summary>
internal static class TrainingSection
{
    public static void Write(Markup page, TrainingSummary summary)
    {
        page.Element("p", $"{summary.Model}: {Count(summary.Steps, "step")} in {Count(summary.Epochs, "epoch")}, " +
            $"{Count(summary.BatchSize, "transition")} per step.", ("class", "lead")).NewLine();
        if (summary.Curves.Count == 0)
        {
            page.Element("p", "No learning curve was recorded.", ("class", "empty")).NewLine();
        }
        else
        {
            using (page.Element("div", ("class", "panels")))
            {
                foreach (var group in summary.Curves.Index().GroupBy(curve => (curve.Item.Group, curve.Item.Group is null ? curve.Index : -1)))
                {
                    WritePanel(page.NewLine(), [.. group.Select(curve => curve.Item)], reference: null);
                }
            }
        }

        if (summary.EstimatesByEpoch.Count > 0)
        {
            page.NewLine().Element("h3", "Estimates while training");
            page.Element("p", "The policy's estimated value in times the logged value, after each epoch. Dashed: 1, the logging policy. " +
                "These show whether training had settled. To pick an epoch by them would fit the held-out data.", ("class", "muted")).NewLine();
            using (page.Element("div", ("class", "panels")))
            {
                foreach (var curve in summary.EstimatesByEpoch)
                {
                    WritePanel(page.NewLine(), [curve], reference: 1);
                }
            }
        }

        page.NewLine();
    }

    private static void WritePanel(Markup page, IReadOnlyList<Curve> curves, double? reference)
    {
        var drawn = curves.Take(LineChart.Styles).ToList();
        IReadOnlyList<LineSeries> series = [.. drawn.Select(curve => new LineSeries(curve.Name, CurveEnvelope.Of(curve.Points)))];
        var title = (curves[0].Group, reference) switch
        {
            (null, _) => curves[0].Name,
            ({ } group, null) => group,
            ({ } group, _) => $"{group}: {curves[0].Name}",
        };
        if (series.All(line => line.Envelope.Pieces.Count == 0))
        {
            Figure.Write(page, title, curves[0].Unit, empty => empty.Element("p", Absence(curves), ("class", "empty")));
            return;
        }

        var chart = new LineChart($"{title}. {string.Join(" ", drawn.Select(Words))}", series, curves[0].StepUnit, reference);
        var subtitle = curves[0].Unit + (chart.IsLogarithmic ? ", log scale" : "") + (drawn is [var only] ? $", {Last(only)}" : "");
        Figure.Write(page, title, subtitle, chart.Write, [.. Notes(curves, series)],
            drawn.Count > 1 ? [.. drawn.Select(curve => $"{curve.Name}, {Last(curve)}")] : []);
    }

    private static string Absence(IReadOnlyList<Curve> curves) =>
        curves.Any(curve => curve.Points.Count > 0) ? "None of its values is finite: training diverged." : "Nothing was recorded.";

    private static IEnumerable<string> Notes(IReadOnlyList<Curve> curves, IReadOnlyList<LineSeries> series)
    {
        foreach (var (curve, line) in curves.Zip(series).Where(pair => pair.Second.Envelope.NotFinite > 0))
        {
            var name = series.Count > 1 ? $" of {curve.Name}" : "";
            yield return $"⚠ {Count(line.Envelope.NotFinite)} of {Count(curve.Points.Count)} values{name} are not finite and are not drawn, " +
                $"the first at {Count(line.Envelope.FirstNotFinite ?? 0)}.";
        }

        if (series.Max(line => line.Envelope.RunLength) is > 1 and var run)
        {
            yield return $"Line: mean of {Count(run)} measurements at a time; band: their range.";
        }

        if (curves.Count > series.Count)
        {
            yield return $"{series.Count} of {curves.Count} curves are drawn; report.json has all.";
        }
    }

    private static string Last(Curve curve) => curve.Points is [.., var last] ? $"last {Value(last.Value)}" : "nothing recorded";

    private static string Words(Curve curve)
    {
        var finite = curve.Points.Where(point => double.IsFinite(point.Value)).ToList();
        return finite.Count == 0
            ? $"{curve.Name}: no finite value."
            : $"{curve.Name}: {Count(finite.Count, "measurement")}, first {Value(finite[0].Value)}, last {Value(finite[^1].Value)}, " +
              $"lowest {Value(finite.Min(point => point.Value))}, highest {Value(finite.Max(point => point.Value))} {curve.Unit}.";
    }
}
