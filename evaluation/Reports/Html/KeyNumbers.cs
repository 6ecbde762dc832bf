using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>The few numbers that most readers look for, each with its unit, samples and interval.</summary>
internal static class KeyNumbers
{
    public static void Write(Markup page, ExperimentReport report)
    {
        List<KeyNumber> numbers =
        [
            .. Estimates(report.Counterfactual), .. Return(report.Environment), .. Data(report.Data), .. Training(report.Training),
            .. Time(report.Stages),
        ];
        if (numbers.Count == 0)
        {
            return;
        }

        using (page.NewLine().Element("dl", ("class", "keys"), ("aria-label", "Key numbers")))
        {
            foreach (var number in numbers)
            {
                using (page.NewLine().Element("div"))
                {
                    page.Element("dt", number.Name);
                    page.Element("dd", number.Value, ("class", "value"));
                    page.Element("dd", number.Detail, ("class", "muted"));
                }
            }
        }
    }

    private static IEnumerable<KeyNumber> Estimates(CounterfactualSummary? summary)
    {
        if (summary?.Metrics is not [var metric, ..])
        {
            yield break;
        }

        var comparison = MetricComparison.Of(metric);
        foreach (var row in metric.Estimates.Where(row => summary.Verdict.RestsOn(row.Key)))
        {
            if ((comparison.IsNormalized ? row.Normalized : row.Raw) is { } estimate)
            {
                var unit = comparison.IsNormalized ? "times the logged value" : row.Unit;
                yield return new($"Estimated {metric.Metric}", Point(estimate) + (comparison.IsNormalized ? "×" : ""),
                    $"{unit}; {Interval(estimate, summary.ConfidenceLevel)}{row.Name}, {Amount(row.Samples, row.SampleUnit)}");
            }
        }
    }

    private static IEnumerable<KeyNumber> Return(EnvironmentSummary? summary)
    {
        if (summary?.MeanReturn is { } mean)
        {
            yield return new("Mean return", Point(mean),
                $"{summary.Unit}; {Interval(mean, summary.ConfidenceLevel)}{Count(summary.Episodes, "episode")} played");
        }
    }

    private static IEnumerable<KeyNumber> Data(DataSummary? summary)
    {
        if (summary is not null)
        {
            var evaluation = summary.Evaluation ?? new(0, 0);
            yield return new("Transitions learnt from", Count(summary.Training.Transitions),
                $"in {Count(summary.Training.Episodes, "episode")}; {Count(evaluation.Transitions)} in " +
                $"{Count(evaluation.Episodes, "episode")} held out");
        }
    }

    private static IEnumerable<KeyNumber> Training(TrainingSummary? summary)
    {
        if (summary is not null)
        {
            yield return new("Training steps", Count(summary.Steps),
                $"of {summary.Model}: {Count(summary.Epochs, "epoch")}, batches of {Count(summary.BatchSize)}");
        }
    }

    private static IEnumerable<KeyNumber> Time(IReadOnlyList<StageTiming> stages)
    {
        if (stages.Count > 0)
        {
            var reused = stages.Count(stage => stage.Outcome == StageOutcome.Reused);
            yield return new("Wall-clock time", Duration(stages.Sum(stage => stage.Seconds)),
                $"over {Count(stages.Count, "stage")}{(reused > 0 ? $", {reused} of them reused" : "")}");
        }
    }

    private static string Interval(IntervalEstimate estimate, double level) =>
        estimate is { Low: not null, High: not null } ? $"{Level(level)} interval {Range(estimate)}, " : "";

    private sealed record KeyNumber(string Name, string Value, string Detail);
}
