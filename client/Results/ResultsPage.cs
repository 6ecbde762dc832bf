using System.Globalization;
using System.Text;

namespace ReAgent.Client.Results;

/// <summary>Results as a page of Markdown.</summary>
internal static class ResultsPage
{
    /// <summary>The page.</summary>
    /// <param name="suite">What it shows.</param>
    /// <param name="seeds">The seeds, one column each.</param>
    /// <param name="rows">The experiments of each group and what they earned, null where a seed has not been run.</param>
    /// <param name="command">The command that makes the page.</param>
    /// <param name="machine">The machine that the results come from.</param>
    public static string Write(
        ResultsSuite suite, IReadOnlyList<ulong> seeds, IReadOnlyList<IReadOnlyList<ResultsRow>> rows, string command, string machine)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {suite.Title}\n\n");
        Prose(page, suite.About);
        page.Append(CultureInfo.InvariantCulture, $"```\n{command}\n```\n\nMade on: {machine}.\n\n");
        foreach (var (group, table) in suite.Groups.Zip(rows))
        {
            page.Append(CultureInfo.InvariantCulture, $"## {group.Title}\n\n");
            Prose(page, group.About);
            Table(page, seeds, table);
            Prose(page, group.Remarks);
        }

        Prose(page, suite.Closing);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Prose(StringBuilder page, string text)
    {
        if (text.Trim() is { Length: > 0 } prose)
        {
            page.Append(prose).Append("\n\n");
        }
    }

    private static void Table(StringBuilder page, IReadOnlyList<ulong> seeds, IReadOnlyList<ResultsRow> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"| experiment | {string.Join(" | ", seeds.Select(seed => $"seed {seed}"))} | median | bar | goal | seconds |\n");
        page.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(seeds.Select(_ => "---:|"))}---:|---:|---:|---:|\n");
        foreach (var row in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Experiment.Entry.File}` | {string.Join(" | ", row.Results.Select(Cell))} ");
            page.Append(CultureInfo.InvariantCulture, $"| {(row.Median is { } median ? $"**{Score(median)}**" : "–")} | {Asked(row.Experiment.Bar, row.Median)} | {Asked(row.Experiment.Entry.Goal, row.Median)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {(row.Seconds is { } seconds ? seconds.ToString("N0", CultureInfo.InvariantCulture) : "–")} |\n");
        }

        page.Append('\n');
    }

    // The best is worth a mention where it is not the last.
    private static string Cell(SeedResult? result) => result switch
    {
        null => "–",
        { } known when Score(known.Best) == Score(known.Last) => Score(known.Last),
        { } known => $"{Score(known.Last)} ({Score(known.Best)})",
    };

    private static string Asked(double? asked, double? median) => (asked, median) switch
    {
        (null, _) => "–",
        ({ } least, { } reached) => $"{Number(least)} {(reached >= least ? "reached" : "**missed**")}",
        ({ } least, null) => Number(least),
    };

    private static string Score(double score) => score.ToString("0.0##", CultureInfo.InvariantCulture) is var text && Math.Abs(score) >= 10
        ? score.ToString("0.0", CultureInfo.InvariantCulture)
        : text;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
