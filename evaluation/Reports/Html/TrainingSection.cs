using ReAgent.Evaluation.Reports.Charts;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>Learning curves, and the estimates after each epoch.</summary>
internal static class TrainingSection
{
    public static void Write(Markup page, TrainingSummary summary)
    {
        page.Element("p", $"{summary.Model}: {NumberText.Count(summary.Steps, "step")} in {NumberText.Count(summary.Epochs, "epoch")}, " +
            $"{NumberText.Count(summary.BatchSize, "transition")} per step.", ("class", "lead")).NewLine();
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
        List<string> subtitle = [curves[0].Unit, .. chart.IsLogarithmic ? ["log scale"] : Array.Empty<string>(), .. drawn is [var only] ? [Last(only)] : Array.Empty<string>()];
        Figure.Write(page, title, string.Join(", ", subtitle), chart.Write, [.. Notes(curves, series)],
            drawn.Count > 1 ? [.. drawn.Select(curve => $"{curve.Name}, {Last(curve)}")] : []);
    }

    private static string Absence(IReadOnlyList<Curve> curves) =>
        curves.Any(curve => curve.Points.Count > 0) ? "None of its values is finite: training diverged." : "Nothing was recorded.";

    private static IEnumerable<string> Notes(IReadOnlyList<Curve> curves, IReadOnlyList<LineSeries> series)
    {
        foreach (var (curve, line) in curves.Zip(series).Where(pair => pair.Second.Envelope.NotFinite > 0))
        {
            yield return $"⚠ {NumberText.Count(line.Envelope.NotFinite)} of {NumberText.Count(curve.Points.Count)} values{(series.Count > 1 ? $" of {curve.Name}" : "")} " +
                $"are not finite and are not drawn, the first at {NumberText.Count(line.Envelope.FirstNotFinite ?? 0)}.";
        }

        if (series.Max(line => line.Envelope.RunLength) is > 1 and var run)
        {
            yield return $"Line: mean of {NumberText.Count(run)} measurements at a time; band: their range.";
        }

        if (curves.Count > series.Count)
        {
            yield return $"{series.Count} of {curves.Count} curves are drawn; report.json has all.";
        }
    }

    private static string Last(Curve curve) => curve.Points is [.., var last] ? $"last {NumberText.Value(last.Value)}" : "nothing recorded";

    private static string Words(Curve curve)
    {
        var finite = curve.Points.Where(point => double.IsFinite(point.Value)).ToList();
        return finite.Count == 0
            ? $"{curve.Name}: no finite value."
            : $"{curve.Name}: {NumberText.Count(finite.Count, "measurement")}, first {NumberText.Value(finite[0].Value)}, last {NumberText.Value(finite[^1].Value)}, " +
              $"lowest {NumberText.Value(finite.Min(point => point.Value))}, highest {NumberText.Value(finite.Max(point => point.Value))} {curve.Unit}.";
    }
}
