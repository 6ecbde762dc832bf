namespace ReAgent.Evaluation.Reports.Html;

/// <summary>The few numbers that most readers look for, each with its unit, samples and interval.</summary>
internal static class KeyNumbers
{
    public static void Write(Markup page, ExperimentReport report)
    {
        List<KeyNumber> numbers = [.. Estimate(report.Counterfactual), .. Return(report.Environment), .. Data(report.Data), .. Training(report.Training), .. Time(report.Stages)];
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

    private static IEnumerable<KeyNumber> Estimate(CounterfactualSummary? summary)
    {
        if (summary?.Metrics is not [var metric, ..] || metric.Estimates.FirstOrDefault(row => row.Key == summary.Verdict.Estimator) is not { } deciding)
        {
            yield break;
        }

        var comparison = MetricComparison.Of(metric);
        var estimate = comparison.IsNormalized ? deciding.Normalized : deciding.Raw;
        if (estimate is null)
        {
            yield break;
        }

        var interval = estimate is { Low: not null, High: not null } ? $"{NumberText.Level(summary.ConfidenceLevel)} interval {NumberText.Range(estimate)}, " : "";
        var unit = comparison.IsNormalized ? "times the logged value" : deciding.Unit;
        yield return new($"Estimated {metric.Metric}", NumberText.Point(estimate) + (comparison.IsNormalized ? "×" : ""),
            $"{unit}; {interval}{deciding.Name}, {NumberText.Samples(deciding.Samples, deciding.SampleUnit)}");
    }

    private static IEnumerable<KeyNumber> Return(EnvironmentSummary? summary)
    {
        if (summary?.MeanReturn is { } mean)
        {
            var interval = mean is { Low: not null, High: not null } ? $"{NumberText.Level(summary.ConfidenceLevel)} interval {NumberText.Range(mean)}, " : "";
            yield return new("Mean return", NumberText.Point(mean), $"{summary.Unit}; {interval}{NumberText.Count(summary.Episodes, "episode")} played");
        }
    }

    private static IEnumerable<KeyNumber> Data(DataSummary? summary)
    {
        if (summary is not null)
        {
            var evaluation = summary.Evaluation ?? new(0, 0);
            yield return new("Transitions learnt from", NumberText.Count(summary.Training.Transitions),
                $"in {NumberText.Count(summary.Training.Episodes, "episode")}; {NumberText.Count(evaluation.Transitions)} in " +
                $"{NumberText.Count(evaluation.Episodes, "episode")} held out");
        }
    }

    private static IEnumerable<KeyNumber> Training(TrainingSummary? summary)
    {
        if (summary is not null)
        {
            yield return new("Training steps", NumberText.Count(summary.Steps),
                $"of {summary.Model}: {NumberText.Count(summary.Epochs, "epoch")}, batches of {NumberText.Count(summary.BatchSize)}");
        }
    }

    private static IEnumerable<KeyNumber> Time(IReadOnlyList<StageTiming> stages)
    {
        if (stages.Count > 0)
        {
            var reused = stages.Count(stage => stage.Outcome == StageOutcome.Reused);
            yield return new("Wall-clock time", NumberText.Duration(stages.Sum(stage => stage.Seconds)),
                $"over {NumberText.Count(stages.Count, "stage")}{(reused > 0 ? $", {reused} of them reused" : "")}");
        }
    }

    private sealed record KeyNumber(string Name, string Value, string Detail);
}
