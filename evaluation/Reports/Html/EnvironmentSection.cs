using ReAgent.Evaluation.Reports.Charts;
using static ReAgent.Evaluation.Reports.Html.NumberText;

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

            DataTable.Write(page, $"Return in {summary.Environment}, {summary.Unit}",
                [new("Quantity"), new("Value", IsNumber: true)], [.. Rows(summary, mean)]);
        }

        page.NewLine();
    }

    private static void WriteChart(Markup page, EnvironmentSummary summary, IntervalEstimate mean, IReadOnlyList<double> finite)
    {
        var marks = Marks(summary, mean).Where(mark => double.IsFinite(mark.Value)).ToList();
        var words = $"Returns of {Count(finite.Count, "episode")} from {Value(finite.Min())} to {Value(finite.Max())}. " +
            string.Join(". ", marks.Select(mark => mark.Name)) + ".";
        (double, double)? interval =
            mean is { Low: { } low, High: { } high } && double.IsFinite(low) && double.IsFinite(high) ? (low, high) : null;
        var chart = new ReturnsChart(words, finite, interval, marks, summary.Unit);
        var band = interval is null ? "" : $" The shaded band is the {Level(summary.ConfidenceLevel)} interval of the mean.";
        List<string> notes = [$"One dot per episode.{band}"];
        if (finite.Count < summary.Returns.Count)
        {
            notes.Add($"{summary.Returns.Count - finite.Count} of {summary.Returns.Count} returns are not finite and are not drawn.");
        }

        var subtitle = $"number of episodes by their undiscounted return, {Count(summary.Returns.Count, "episode")}";
        Figure.Write(page, "Returns", subtitle, chart.Write, notes);
    }

    private static IEnumerable<MarkedValue> Marks(EnvironmentSummary summary, IntervalEstimate mean)
    {
        yield return new($"mean {Point(mean)}", mean.Value, "mean");
        if (summary.PassingBar is { } bar)
        {
            yield return new($"passing bar {Value(bar)}", bar, "passing");
        }

        if (summary.Reference is { } reference)
        {
            yield return new($"{reference.Policy} {Point(reference.MeanReturn)}", reference.MeanReturn.Value, "other");
        }
    }

    private static IEnumerable<string[]> Rows(EnvironmentSummary summary, IntervalEstimate mean)
    {
        yield return ["Episodes", Count(summary.Episodes)];
        yield return ["Mean return", Point(mean)];
        yield return [$"{Level(summary.ConfidenceLevel)} interval of the mean", Range(mean)];
        yield return ["Standard deviation", Value(summary.StandardDeviation)];
        yield return ["Lowest", Value(summary.Minimum)];
        yield return ["Highest", Value(summary.Maximum)];
        if (summary.PassingBar is { } bar)
        {
            yield return ["Passing bar", Value(bar)];
            yield return ["Mean reaches the bar", summary.Passed switch { true => "✓ yes", false => "✗ no", null => None }];
        }

        if (summary.Reference is { } reference)
        {
            yield return [$"Mean return of {reference.Policy} ({Count(reference.Episodes, "episode")})", Interval(reference.MeanReturn)];
        }
    }
}
