using ReAgent.Evaluation.Reports.Charts;
using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>How the result came about: time per stage, files, software, configuration.</summary>
internal static class ProvenanceSection
{
    public static void Write(Markup page, ExperimentReport report)
    {
        using (page.Element("div", ("class", "pair")))
        {
            WriteTimings(page.NewLine(), report.Stages);
            if (report.Software.Count > 0)
            {
                DataTable.Write(page, "Software", [new("Name"), new("Version")],
                    [.. report.Software.Select(component => new[] { component.Name, component.Version })]);
            }
        }

        page.NewLine();
        if (report.Files.Count > 0)
        {
            DataTable.Write(page, "Files",
                [new("Path", Style: "path"), new("What it is"), new("Size", IsNumber: true), new("SHA-256", Style: "hash")],
                [.. report.Files.Select(file => new[] { file.Path, file.Purpose, Bytes(file.Bytes), file.Sha256 })]);
        }

        using (page.Element("details"))
        {
            var lines = report.Config.Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
            page.Element("summary", $"Configuration ({report.Config.Format}, {Count(lines, "line")})");
            using (page.Element("pre", ("tabindex", "0")))
            {
                page.Element("code", report.Config.Text);
            }
        }

        page.NewLine();
    }

    private static void WriteTimings(Markup page, IReadOnlyList<StageTiming> stages)
    {
        if (stages.Count == 0)
        {
            return;
        }

        var chart = new BarChart(
            $"Wall-clock time per stage: {string.Join("; ", stages.Select(stage => $"{stage.Stage} {Numbers(stage)}"))}.",
            [.. stages.Select(stage => new BarRow(stage.Stage, Numbers(stage), [(stage.Seconds, Style(stage))]))],
            "seconds");
        Figure.Write(page, "Time per stage", $"wall-clock time, {Duration(stages.Sum(stage => stage.Seconds))} together", chart.Write,
            stages.Any(stage => stage.Outcome == StageOutcome.Reused) ? ["Outlined: the output was there already and was used again."] : []);
    }

    private static string Style(StageTiming stage) => stage.Outcome == StageOutcome.Done ? "bar target" : "bar logged";

    private static string Numbers(StageTiming stage) => stage.Outcome switch
    {
        StageOutcome.Skipped => "not needed",
        StageOutcome.Reused => $"{Duration(stage.Seconds)}, reused",
        _ => $"{Duration(stage.Seconds)}, {Count(stage.WorkItems, "work item")}",
    };
}
