using ReAgent.Data.Inspection;
using ReAgent.Data.Inspection.Findings;
using ReAgent.Evaluation.Reports.Html;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Client.Inspection;

/// <summary>An inspection as one HTML page that needs nothing else: no script, no network. The same inspection gives the same bytes.</summary>
internal static class InspectionHtml
{
    private const int MostRows = 500;

    /// <summary>The page.</summary>
    public static string Page(LogInspection inspection, InspectionFindings findings)
    {
        var page = new Markup();
        using (page.Element("html", ("lang", "en")))
        {
            using (page.NewLine().Element("head"))
            {
                page.Empty("meta", ("charset", "utf-8")).Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                page.Element("title", $"{InspectionText.Verdict(findings.Verdict)}: {Title(inspection)}");
                using (page.Element("style"))
                {
                    page.Style(InspectionStyle.Text);
                }
            }

            using (page.NewLine().Element("body"))
            using (page.NewLine().Element("main"))
            {
                page.NewLine().Element("h1", Title(inspection)).NewLine();
                Verdict(page, inspection, findings);
                Findings(page, findings);
                Log(page, inspection);
                if (inspection.Contents is { Rows: > 0 } contents)
                {
                    Contents(page, contents, inspection.MaxQuarantinedShare);
                }
            }
        }

        return $"<!DOCTYPE html>\n{page}\n";
    }

    private static string Title(LogInspection inspection) =>
        inspection.Files.All.Length == 1 ? $"Inspection of {inspection.Files.All[0].Name}" : $"Inspection of {Count(inspection.Files.All.Length, "file")}";

    private static void Verdict(Markup page, LogInspection inspection, InspectionFindings findings)
    {
        using (page.Element("div", ("class", $"verdict {Tone(findings.Verdict)}")))
        {
            page.Element("strong", InspectionText.Verdict(findings.Verdict)).Element("p", InspectionText.Summary(inspection));
        }

        page.NewLine();
    }

    private static void Findings(Markup page, InspectionFindings findings)
    {
        if (findings.All.IsEmpty)
        {
            page.Element("p", "Nothing has to be done.").NewLine();
            return;
        }

        page.Element("h2", "What to do").NewLine();
        using (page.Element("ol"))
        {
            foreach (var finding in findings.All)
            {
                using (page.NewLine().Element("li"))
                {
                    var (word, tone) = finding.Level switch
                    {
                        FindingLevel.Blocker => ("must", "unusable"),
                        FindingLevel.Caution => ("should", "care"),
                        _ => ("to know", "ready"),
                    };
                    page.Element("span", word, ("class", $"level {tone}")).Text($"{finding.Message} {finding.Advice}".TrimEnd());
                    if (finding.Config is { } config)
                    {
                        page.Element("pre", config);
                    }
                }
            }
        }

        page.NewLine();
    }

    private static void Log(Markup page, LogInspection inspection)
    {
        page.Element("h2", "Files and columns").NewLine();
        Table(page, ["file", "format", "#size", "#rows"], [.. inspection.Files.All.Select(file => new[] { file.Name, $"{file.Format}", InspectionSections.Bytes(file.Bytes), $"{file.Rows:N0}" })]);
        if (!inspection.Files.Damaged.IsEmpty)
        {
            Table(page, ["damaged file", "where", "why"], [.. inspection.Files.Damaged.Select(damage => new[] { damage.File, damage.Where, damage.Reason })]);
        }

        if (inspection.Contents?.Dates is { } dates)
        {
            page.Element("p", $"Dates (ds) from {dates.First} to {dates.Last}.", ("class", "muted")).NewLine();
        }

        Table(page, ["column", "type", "taken for"],
            [.. inspection.Columns.Select(column => new[] { column.Name, column.Type, column.TakenFor is null ? "(not used)" : $"{column.TakenFor}{(column.IsProposed ? " (proposed)" : "")}" })]);
    }

    private static void Contents(Markup page, LogContents contents, double limit)
    {
        foreach (var (title, lines) in InspectionSections.Sentences(contents))
        {
            page.Element("h2", title).NewLine();
            foreach (var line in lines)
            {
                page.Element("p", line).NewLine();
            }

            switch (title)
            {
                case InspectionSections.EpisodesTitle:
                    HistogramFigure.Write(page, "Rows per episode", contents.Episodes.LengthHistogram);
                    break;
                case InspectionSections.ActionsTitle:
                    Table(page, ["action", "#decisions", "#share", "#mean propensity", "#calibration", "#mean reward"], [.. contents.Actions.Discrete.Select(InspectionSections.Cells)]);
                    HistogramFigure.Write(page, "Propensities (a sample)", contents.Propensities.Values.Histogram);
                    break;
                case InspectionSections.RewardsTitle:
                    Table(page, ["", "#smallest", "#mean", "#largest", "#deviation", "#zero", "#missing"], [.. InspectionSections.Outcomes(contents).Select(InspectionSections.Cells)]);
                    HistogramFigure.Write(page, "Rewards (a sample)", contents.Reward?.Histogram ?? []);
                    break;
                default:
                    Table(page, ["feature", "type", "#rows with it", "#smallest", "#mean", "#largest"], [.. contents.State.All.Select(InspectionSections.Cells)]);
                    break;
            }
        }

        page.Element("h2", "Leakage").NewLine();
        foreach (var line in InspectionSections.Leaks(contents, int.MaxValue))
        {
            page.Element("p", line).NewLine();
        }

        page.Element("h2", "Rows set aside").NewLine();
        page.Element("p", $"{Count(contents.SetAside.Rows, "row")} of {contents.Rows:N0} ({Percent(contents.SetAside.Share)}); a job stops above {Percent(limit)}.").NewLine();
        if (!contents.SetAside.Reasons.IsEmpty)
        {
            Table(page, ["reason", "#rows", "for example"], [.. contents.SetAside.Reasons.Select(reason => new[] { reason.Reason, $"{reason.Rows:N0}", reason.Example ?? "" })]);
        }
    }

    /// <summary>A table that scrolls within itself; columns whose header starts with # hold numbers.</summary>
    private static void Table(Markup page, string[] headers, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        using (page.Element("div", ("class", rows.Length > 20 ? "scroll tall" : "scroll"), ("tabindex", "0")))
        using (page.Element("table"))
        {
            using (page.Element("thead"))
            using (page.Element("tr"))
            {
                foreach (var header in headers)
                {
                    page.Element("th", header.TrimStart('#'), ("scope", "col"), ("class", ClassOf(header)));
                }
            }

            using (page.NewLine().Element("tbody"))
            {
                foreach (var row in rows.Take(MostRows))
                {
                    using (page.NewLine().Element("tr"))
                    {
                        foreach (var (index, cell) in row.Index())
                        {
                            page.Element(index == 0 ? "th" : "td", cell, ("scope", index == 0 ? "row" : null), ("class", ClassOf(headers[index])));
                        }
                    }
                }
            }
        }

        page.NewLine();
        if (rows.Length > MostRows)
        {
            page.Element("p", $"{Count(rows.Length - MostRows, "more row")}: --json has all.", ("class", "muted")).NewLine();
        }
    }

    private static string? ClassOf(string header) => header.StartsWith('#') ? "number" : null;

    private static string Tone(LogVerdict verdict) => verdict switch
    {
        LogVerdict.Ready => "ready",
        LogVerdict.UsableWithCare => "care",
        _ => "unusable",
    };
}
