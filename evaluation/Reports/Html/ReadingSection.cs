using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>Explains what this page shows, and only that.</summary>
internal static class ReadingSection
{
    /// <summary>Whether the report shows anything that needs an explanation.</summary>
    public static bool HasTerms(ExperimentReport report) => General(report).Concat(Estimators(report)).Concat(Curves(report)).Any();

    public static void Write(Markup page, ExperimentReport report)
    {
        WriteTerms(page, "In general", [.. General(report)]);
        WriteTerms(page, "The estimators, and when they lie", [.. Estimators(report)]);
        WriteTerms(page, "The learning curves", [.. Curves(report)]);
    }

    private static IEnumerable<(string, string)> Estimators(ExperimentReport report) =>
        from row in (report.Counterfactual?.Metrics ?? []).SelectMany(metric => metric.Estimates).DistinctBy(row => row.Key)
        let text = row.Explanation ?? Glossary.Estimators.GetValueOrDefault(row.Key)
        where text is not null
        select (row.Name, text);

    private static IEnumerable<(string, string)> Curves(ExperimentReport report) =>
        (report.Training?.Curves ?? []).SelectMany(curve => new[] { curve.Group, curve.Name }).OfType<string>().Distinct()
            .Where(Glossary.Curves.ContainsKey).Select(name => (name, Glossary.Curves[name]));

    private static IEnumerable<(string, string)> General(ExperimentReport report)
    {
        if (report.Counterfactual is { } counterfactual)
        {
            var level = Level(counterfactual.ConfidenceLevel);
            yield return ("Logging policy", "Whatever chose the actions in the log: the system that is in use today, as a rule.");
            yield return ("Counterfactual estimate",
                "What the policy would have earned in the place of the logging policy, worked out from the log alone. It costs nothing and " +
                "risks nothing; it is not a measurement.");
            yield return ("Times the logged value",
                "The estimate divided by what the logging policy earned. 1 is the same, 1.2 is a fifth more, 0.8 a fifth less.");
            yield return ("Interval",
                $"With other episodes from the same source, intervals made in this way would hold the true value about {level} of the time, " +
                "if the estimator’s assumptions hold. An interval that includes the logged value leaves open which policy is better.");
            yield return ("Effective sample size",
                "How many equally weighted samples would be as informative as the weighted ones. When it is a small part of the samples, " +
                "the estimates that use weights rest on a few of them.");
            yield return ("Verdict",
                $"Follows from the {Deciding(counterfactual)} and from how far the diagnostics let them be trusted. " +
                "Not enough evidence: chance explains the difference. Cannot tell: the log cannot answer the question.");
        }

        if (report.Environment is not null)
        {
            yield return ("Return when played",
                "The sum of rewards of one episode, not discounted, in a simulator or a test system. It is a measurement, and tells as much as " +
                "that environment resembles the real one.");
        }
    }

    private static string Deciding(CounterfactualSummary summary)
    {
        var names = summary.Metrics.SelectMany(metric => metric.Estimates).Where(row => summary.Verdict.RestsOn(row.Key))
            .Select(row => row.Name).Distinct().ToList();
        return names switch
        {
            [] => "estimates",
            [var only] => $"{only} estimate",
            [.. var others, var last] => $"{string.Join(", ", others)} and {last} estimates",
        };
    }

    private static void WriteTerms(Markup page, string title, IReadOnlyList<(string Term, string Meaning)> terms)
    {
        if (terms.Count == 0)
        {
            return;
        }

        page.Element("h3", title);
        using (page.Element("dl", ("class", "terms")))
        {
            foreach (var (term, meaning) in terms)
            {
                using (page.NewLine().Element("div"))
                {
                    page.Element("dt", term).Element("dd", meaning);
                }
            }
        }

        page.NewLine();
    }
}
