using ReAgent.Evaluation.Reports.Charts;
using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>What held-out episodes say: a forest plot and a table per metric, the choice of actions, and how far to trust it all.</summary>
internal static class CounterfactualSection
{
    public static void Write(Markup page, CounterfactualSummary summary)
    {
        page.Element("p", $"Estimated from {Count(summary.Transitions, "held-out transition")} in {Count(summary.Episodes, "episode")}, " +
            $"without playing the policy. Intervals are at the {Level(summary.ConfidenceLevel)} level.", ("class", "lead")).NewLine();
        if (summary.Metrics.Count == 0)
        {
            page.Element("p", "No metric was estimated.", ("class", "empty")).NewLine();
        }

        foreach (var (index, metric) in summary.Metrics.Index())
        {
            var comparison = MetricComparison.Of(metric);
            using (page.Element("div", ("class", "pair")))
            {
                WriteForests(page.NewLine(), summary, comparison);
                if (index == 0 && ActionFigure.IsSmall(summary))
                {
                    ActionFigure.Write(page, summary);
                }
            }

            page.NewLine();
            WriteEstimates(page, summary, comparison);
        }

        WeightFigures.Write(page, summary);
        WriteDiagnostics(page, summary.Diagnostics);
        if (!ActionFigure.IsSmall(summary) || summary.Metrics.Count == 0)
        {
            ActionFigure.Write(page, summary);
        }
    }

    private static void WriteForests(Markup page, CounterfactualSummary summary, MetricComparison comparison)
    {
        var metric = comparison.Metric;
        if (metric.Estimates.Count == 0)
        {
            page.Element("p", $"No estimator was asked about {metric.Metric}.", ("class", "empty")).NewLine();
        }
        else if (comparison.IsNormalized)
        {
            var rows = metric.Estimates.Select(row => Row(row, row.Normalized)).ToList();
            WriteForest(page, summary, new(metric.Metric, rows, "times the logged value", 1, "1 = logging policy", null));
        }
        else
        {
            foreach (var estimates in metric.Estimates.GroupBy(row => row.Unit))
            {
                var logged = comparison.Logged(estimates.Key);
                var rows = estimates.Select(row => Row(row, row.Raw)).ToList();
                var name = logged is null ? "" : $"logged: {Point(logged.Value)}";
                WriteForest(page, summary, new(metric.Metric, rows, estimates.Key, logged?.Value.Value, name, comparison.Reason));
            }
        }

        ForestRow Row(EstimateSummary row, IntervalEstimate? estimate) => new(row.Name, estimate, summary.Verdict.RestsOn(row.Key));
    }

    private static void WriteForest(Markup page, CounterfactualSummary summary, Forest forest)
    {
        var words = $"Estimated {forest.Metric} of the policy in {forest.Unit}: {string.Join("; ", forest.Rows.Select(Words))}." +
            (forest.Reference is null ? "" : $" Reference: {forest.ReferenceName}.");
        var chart = new ForestChart(words, forest.Rows, forest.Unit, forest.Reference, forest.ReferenceName);
        List<string> sentences =
        [
            forest.Rows.Count(row => row.IsEmphasized) switch
            {
                0 => "",
                1 => "The diamond marks the estimate that the verdict rests on.",
                _ => "Diamonds mark the estimates that the verdict rests on.",
            },
            chart.IsCut ? "An arrow means that the interval goes on beyond the axis; the numbers beside the name are complete." : "",
            forest.Reference is null ? "" : "Right of the dashed line is more than the logging policy earned.",
        ];
        List<string> notes = [string.Join(' ', sentences.Where(sentence => sentence != "")), forest.Note ?? ""];
        Figure.Write(page, $"Estimated {forest.Metric}", $"{Level(summary.ConfidenceLevel)} intervals, {forest.Unit}", chart.Write,
            [.. notes.Where(note => note != "")]);
    }

    private static string Words(ForestRow row) =>
        $"{row.Name} {(row.Estimate is { } estimate && double.IsFinite(estimate.Value) ? Interval(estimate) : "cannot answer")}";

    private static void WriteEstimates(Markup page, CounterfactualSummary summary, MetricComparison comparison)
    {
        var metric = comparison.Metric;
        List<Column> columns =
        [
            new("Estimator"), new("Value", IsNumber: true), new("Unit", Style: "unit"), new("Samples", IsNumber: true), new("Notes", Style: "wide"),
        ];
        if (comparison.IsNormalized)
        {
            columns.Insert(1, new("Times logged", IsNumber: true));
        }

        var logged = metric.Logged.Select(row =>
            Cells("Logging policy (observed)", new(1), row.Value, row.Unit, Amount(row.Samples, row.SampleUnit), ""));
        var estimates = metric.Estimates.Select(row =>
            Cells(Name(row), row.Normalized, row.Raw, row.Unit, Amount(row.Samples, row.SampleUnit), Notes(row)));
        var title = $"Estimates of {metric.Metric}: value ({Level(summary.ConfidenceLevel)} interval)";
        DataTable.Write(page, title, columns, [.. logged, .. estimates]);

        string Name(EstimateSummary row) => summary.Verdict.RestsOn(row.Key) ? $"{row.Name} (verdict)" : row.Name;

        string[] Cells(string name, IntervalEstimate? ratio, IntervalEstimate? raw, string unit, string samples, string notes) =>
            comparison.IsNormalized
                ? [name, Interval(ratio), Interval(raw), unit, samples, notes]
                : [name, Interval(raw), unit, samples, notes];
    }

    private static string Notes(EstimateSummary row) => (row.Raw, row.Notes.Count) switch
    {
        (null, 0) => "Cannot answer.",
        (null, _) => $"Cannot answer: {string.Join(" ", row.Notes)}",
        _ => string.Join(" ", row.Notes),
    };

    private static void WriteDiagnostics(Markup page, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count > 0)
        {
            DataTable.Write(page, "How far to trust the estimates",
                [
                    new("Diagnostic"), new("Value", IsNumber: true), new("Unit"), new("Out of", IsNumber: true),
                    new("What it means", Style: "wide"),
                ],
                [.. diagnostics.Select(Cells)]);
        }

        static string[] Cells(Diagnostic row) =>
            [row.Name, Value(row.Value), row.Unit, Amount(row.Samples, row.SampleUnit), (row.IsCaution ? "⚠ Caution. " : "") + row.Note];
    }

    /// <summary>A forest plot and the unit of its rows.</summary>
    private sealed record Forest(
        string Metric, IReadOnlyList<ForestRow> Rows, string Unit, double? Reference, string ReferenceName, string? Note);
}
