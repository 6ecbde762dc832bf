using ReAgent.Evaluation.Reports.Charts;

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
                    [.. report.Software.Select(component => (IReadOnlyList<string>)[component.Name, component.Version])]);
            }
        }

        page.NewLine();
        if (report.Files.Count > 0)
        {
            DataTable.Write(page, "Files", [new("Path", Style: "path"), new("What it is"), new("Size", IsNumber: true), new("SHA-256", Style: "hash")],
                [.. report.Files.Select(file => (IReadOnlyList<string>)[file.Path, file.Purpose, NumberText.Bytes(file.Bytes), file.Sha256])]);
        }

        using (page.Element("details"))
        {
            page.Element("summary", $"Configuration ({report.Config.Format}, {NumberText.Count(report.Config.Text.AsSpan().TrimEnd('\n').Count('\n') + 1, "line")})");
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
            page.Element("p", "No stage was timed.", ("class", "empty")).NewLine();
            return;
        }

        IReadOnlyList<BarRow> rows = [.. stages.Select(stage => new BarRow(stage.Stage, Numbers(stage), [(stage.Seconds, stage.Outcome == StageOutcome.Done ? "bar target" : "bar logged")]))];
        var words = $"Wall-clock time per stage: {string.Join("; ", stages.Select(stage => $"{stage.Stage} {Numbers(stage)}"))}.";
        Figure.Write(page, "Time per stage", $"wall-clock time, {NumberText.Duration(stages.Sum(stage => stage.Seconds))} together", new BarChart(words, rows, "seconds").Write,
            stages.Any(stage => stage.Outcome == StageOutcome.Reused) ? ["Outlined: the output was there already and was used again."] : []);
    }

    private static string Numbers(StageTiming stage) => stage.Outcome switch
    {
        StageOutcome.Skipped => "not needed",
        StageOutcome.Reused => $"{NumberText.Duration(stage.Seconds)}, reused",
        _ => $"{NumberText.Duration(stage.Seconds)}, {NumberText.Count(stage.WorkItems, "work item")}",
    };
}
