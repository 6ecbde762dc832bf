using ReAgent.Evaluation.Reports.Charts;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>What the policy earned when it was played: the distribution of returns, and its numbers.</summary>
internal static class EnvironmentSection
{
    public static void Write(Markup page, EnvironmentSummary summary)
    {
        if (summary.MeanReturn is not { } mean || summary.Returns.Count == 0 && summary.Episodes == 0)
        {
            page.Element("p", $"No episode of {summary.Environment} was played.", ("class", "empty")).NewLine();
            return;
        }

        using (page.Element("div", ("class", "pair")))
        {
            IReadOnlyList<double> finite = [.. summary.Returns.Where(double.IsFinite)];
            if (finite.Count > 0)
            {
                WriteChart(page.NewLine(), summary, mean, finite);
            }

            DataTable.Write(page, $"Return in {summary.Environment}, {summary.Unit}", [new("Quantity"), new("Value", IsNumber: true)], [.. Rows(summary, mean)]);
        }

        page.NewLine();
    }

    private static void WriteChart(Markup page, EnvironmentSummary summary, IntervalEstimate mean, IReadOnlyList<double> finite)
    {
        var marks = Marks(summary, mean).Where(mark => double.IsFinite(mark.Value)).ToList();
        var words = $"Returns of {NumberText.Count(finite.Count, "episode")} from {NumberText.Value(finite.Min())} to {NumberText.Value(finite.Max())}. " +
            string.Join(". ", marks.Select(mark => mark.Name)) + ".";
        (double, double)? interval = mean is { Low: { } low, High: { } high } && double.IsFinite(low) && double.IsFinite(high) ? (low, high) : null;
        var chart = new ReturnsChart(words, finite, interval, marks, summary.Unit);
        List<string> notes = [$"One dot per episode.{(interval is null ? "" : $" The shaded band is the {NumberText.Level(summary.ConfidenceLevel)} interval of the mean.")}"];
        if (finite.Count < summary.Returns.Count)
        {
            notes.Add($"{summary.Returns.Count - finite.Count} of {summary.Returns.Count} returns are not finite and are not drawn.");
        }

        Figure.Write(page, "Returns", $"number of episodes by their undiscounted return, {NumberText.Count(summary.Returns.Count, "episode")}", chart.Write, notes);
    }

    private static IEnumerable<MarkedValue> Marks(EnvironmentSummary summary, IntervalEstimate mean)
    {
        yield return new($"mean {NumberText.Point(mean)}", mean.Value, "mean");
        if (summary.PassingBar is { } bar)
        {
            yield return new($"passing bar {NumberText.Value(bar)}", bar, "passing");
        }

        if (summary.Reference is { } reference)
        {
            yield return new($"{reference.Policy} {NumberText.Point(reference.MeanReturn)}", reference.MeanReturn.Value, "other");
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(EnvironmentSummary summary, IntervalEstimate mean)
    {
        yield return ["Episodes", NumberText.Count(summary.Episodes)];
        yield return ["Mean return", NumberText.Point(mean)];
        yield return [$"{NumberText.Level(summary.ConfidenceLevel)} interval of the mean", NumberText.Range(mean)];
        yield return ["Standard deviation", NumberText.Value(summary.StandardDeviation)];
        yield return ["Lowest", NumberText.Value(summary.Minimum)];
        yield return ["Highest", NumberText.Value(summary.Maximum)];
        if (summary.PassingBar is { } bar)
        {
            yield return ["Passing bar", NumberText.Value(bar)];
            yield return ["Mean reaches the bar", summary.Passed switch { true => "✓ yes", false => "✗ no", null => NumberText.None }];
        }

        if (summary.Reference is { } reference)
        {
            yield return [$"Mean return of {reference.Policy} ({NumberText.Count(reference.Episodes, "episode")})", NumberText.Interval(reference.MeanReturn)];
        }
    }
}
