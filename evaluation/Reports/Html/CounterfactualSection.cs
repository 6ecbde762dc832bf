using ReAgent.Evaluation.Reports.Charts;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>What held-out episodes say: a forest plot and a table per metric, the choice of actions, and how far to trust it all.</summary>
internal static class CounterfactualSection
{
    public static void Write(Markup page, CounterfactualSummary summary)
    {
        page.Element("p", $"Estimated from {NumberText.Count(summary.Transitions, "held-out transition")} in " +
            $"{NumberText.Count(summary.Episodes, "episode")}, without playing the policy. Intervals are at the {NumberText.Level(summary.ConfidenceLevel)} level.",
            ("class", "lead")).NewLine();
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
            WriteForest(page, summary, metric.Metric, metric.Estimates, row => row.Normalized, "times the logged value", 1, "1 = logging policy", []);
        }
        else
        {
            foreach (var rows in metric.Estimates.GroupBy(row => row.Unit))
            {
                var logged = comparison.Logged(rows.Key);
                WriteForest(page, summary, metric.Metric, [.. rows], row => row.Raw, rows.Key, logged?.Value.Value,
                    logged is null ? "" : $"logged: {NumberText.Point(logged.Value)}", comparison.Reason is { } reason ? [reason] : []);
            }
        }
    }

    private static void WriteForest(
        Markup page, CounterfactualSummary summary, string metric, IReadOnlyList<EstimateSummary> estimates, Func<EstimateSummary, IntervalEstimate?> value,
        string unit, double? reference, string referenceName, IReadOnlyList<string> notes)
    {
        IReadOnlyList<ForestRow> rows = [.. estimates.Select(row => new ForestRow(row.Name, value(row), row.Key == summary.Verdict.Estimator))];
        var words = $"Estimated {metric} of the policy in {unit}: {string.Join("; ", rows.Select(Words))}." +
            (reference is null ? "" : $" Reference: {referenceName}.");
        var chart = new ForestChart(words, rows, unit, reference, referenceName);
        var deciding = rows.Any(row => row.IsEmphasized) ? "The diamond marks the estimate that the verdict rests on. " : "";
        var cut = chart.IsCut ? "An arrow means that the interval goes on beyond the axis; the numbers beside the name are complete. " : "";
        var side = reference is null ? "" : "Right of the dashed line is more than the logging policy earned.";
        Figure.Write(page, $"Estimated {metric}", $"{NumberText.Level(summary.ConfidenceLevel)} intervals, {unit}", chart.Write,
            [$"{deciding}{cut}{side}".Trim(), .. notes]);
    }

    private static string Words(ForestRow row) =>
        $"{row.Name} {(row.Estimate is { } estimate && double.IsFinite(estimate.Value) ? NumberText.Interval(estimate) : "cannot answer")}";

    private static void WriteEstimates(Markup page, CounterfactualSummary summary, MetricComparison comparison)
    {
        var metric = comparison.Metric;
        List<Column> columns = [new("Estimator"), new("Value", IsNumber: true), new("Unit", Style: "unit"), new("Samples", IsNumber: true), new("Notes", Style: "wide")];
        if (comparison.IsNormalized)
        {
            columns.Insert(1, new("Times logged", IsNumber: true));
        }

        var logged = metric.Logged.Select(row => Row("Logging policy (observed)", new IntervalEstimate(1), row.Value, row.Unit, row.Samples, row.SampleUnit, ""));
        var estimates = metric.Estimates.Select(row => Row(row.Name + (row.Key == summary.Verdict.Estimator ? " (verdict)" : ""),
            row.Normalized, row.Raw, row.Unit, row.Samples, row.SampleUnit, Notes(row)));
        DataTable.Write(page, $"Estimates of {metric.Metric}: value ({NumberText.Level(summary.ConfidenceLevel)} interval)", columns, [.. logged, .. estimates]);

        IReadOnlyList<string> Row(string name, IntervalEstimate? ratio, IntervalEstimate? raw, string unit, long samples, string sampleUnit, string notes)
        {
            List<string> cells = [name, NumberText.Interval(raw), unit, NumberText.Samples(samples, sampleUnit), notes];
            if (comparison.IsNormalized)
            {
                cells.Insert(1, NumberText.Interval(ratio));
            }

            return cells;
        }
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
                [new("Diagnostic"), new("Value", IsNumber: true), new("Unit"), new("Out of", IsNumber: true), new("What it means", Style: "wide")],
                [.. diagnostics.Select(row => (IReadOnlyList<string>)
                    [row.Name, NumberText.Value(row.Value), row.Unit, NumberText.Samples(row.Samples, row.SampleUnit), (row.IsCaution ? "⚠ Caution. " : "") + row.Note])]);
        }
    }
}
