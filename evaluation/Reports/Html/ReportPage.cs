namespace ReAgent.Evaluation.Reports.Html;

/// <summary>The page: head, verdict, key numbers, and a section for each thing that took place.</summary>
internal static class ReportPage
{
    public static string Text(ExperimentReport report)
    {
        var page = new Markup();
        using (page.Element("html", ("lang", "en")))
        {
            WriteHead(page, $"{report.Title} – experiment report");
            using (page.Element("body"))
            {
                WriteBody(page, report);
            }
        }

        return $"<!DOCTYPE html>\n{page}\n";
    }

    /// <summary>The head of a page that runs and fetches nothing.</summary>
    public static void WriteHead(Markup page, string title)
    {
        using (page.NewLine().Element("head"))
        {
            page.Empty("meta", ("charset", "utf-8")).NewLine();
            page.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).NewLine();
            page.Empty("meta", ("name", "color-scheme"), ("content", "light dark")).NewLine();
            // Nothing on this page may run or be fetched, whatever names the log contains.
            const string Policy = "default-src 'none'; style-src 'unsafe-inline'";
            page.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).NewLine();
            page.Element("title", title).NewLine();
            using (page.Element("style"))
            {
                page.Style(Stylesheet.Text);
            }

            page.NewLine();
        }

        page.NewLine();
    }

    private static void WriteBody(Markup page, ExperimentReport report)
    {
        var sections = Sections(report);
        page.NewLine().Element("a", "Skip to the verdict", ("class", "skip"), ("href", "#verdict")).NewLine();
        using (page.Element("header"))
        {
            WriteTitle(page, report);
        }

        using (page.NewLine().Element("main"))
        {
            VerdictBanner.Write(page, report);
            KeyNumbers.Write(page, report);
            using (page.NewLine().Element("nav", ("aria-label", "Sections")))
            using (page.Element("ul"))
            {
                foreach (var section in sections)
                {
                    using (page.Element("li"))
                    {
                        page.Element("a", section.Title, ("href", $"#{section.Id}"));
                    }
                }
            }

            foreach (var section in sections)
            {
                using (page.NewLine().Element("section", ("id", section.Id), ("aria-labelledby", $"{section.Id}-title")))
                {
                    page.NewLine().Element("h2", section.Title, ("id", $"{section.Id}-title")).NewLine();
                    section.Write(page);
                }
            }
        }

        page.NewLine();
    }

    private static void WriteTitle(Markup page, ExperimentReport report)
    {
        page.NewLine().Element("p", "Experiment report", ("class", "eyebrow"));
        page.NewLine().Element("h1", report.Title).NewLine();
        using (page.Element("p", ("class", "muted")))
        {
            page.Text("Experiment ").Element("strong", report.Name).Text($", seed {report.Seed}");
            page.Text(report.FinishedAt is { } finished ? $", finished {finished.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "");
            page.Text(report.Software is [var product, ..] ? $", {product.Name} {product.Version}" : "");
        }

        page.NewLine();
    }

    private static List<PageSection> Sections(ExperimentReport report)
    {
        List<PageSection> sections = [];
        if (report.Counterfactual is { } counterfactual)
        {
            sections.Add(new("counterfactual", "Is it better than the logging policy?",
                page => CounterfactualSection.Write(page, counterfactual)));
        }

        if (report.Environment is { } environment)
        {
            sections.Add(new("environment", "Played in the environment", page => EnvironmentSection.Write(page, environment)));
        }

        if (report.Training is { } training)
        {
            sections.Add(new("training", "Training", page => TrainingSection.Write(page, training)));
        }

        if (report.Data is { } data)
        {
            sections.Add(new("data", "Data", page => DataSection.Write(page, data)));
        }

        if (ReadingSection.HasTerms(report))
        {
            sections.Add(new("reading", "How to read this page", page => ReadingSection.Write(page, report)));
        }

        var provenance = report.Stages.Count > 0 ? "Time, files and configuration" : "Files and configuration";
        sections.Add(new("provenance", provenance, page => ProvenanceSection.Write(page, report)));
        return sections;
    }

    private sealed record PageSection(string Id, string Title, Action<Markup> Write);
}
