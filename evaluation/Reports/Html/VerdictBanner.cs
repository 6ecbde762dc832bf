using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>The answer, before anything else: the verdict, what the environment says, and what to know before acting on either.</summary>
internal static class VerdictBanner
{
    private const string NoEvaluation =
        "This experiment has no counterfactual evaluation, so it cannot say how the policy compares with the one that logged the data.";

    private static readonly Face NoVerdict = new("unknown", "No verdict", "M8 16a12 12 0 1 1 17 11c-4 2-5 4-5 7M20 43v1");

    public static void Write(Markup page, ExperimentReport report)
    {
        var verdict = report.Counterfactual?.Verdict;
        var face = verdict is null ? NoVerdict : Of(verdict.Outcome);
        using (page.NewLine().Element("section",
            ("id", "verdict"), ("class", $"verdict {face.Style}"), ("aria-labelledby", "verdict-title")))
        {
            using (page.Element("svg", ("class", "icon"), ("viewBox", "0 0 40 48"), ("aria-hidden", "true")))
            {
                page.Empty("path", ("d", face.Icon));
            }

            using (page.Element("div"))
            {
                page.Element("h2", face.Text, ("id", "verdict-title")).NewLine();
                page.Element("p", verdict?.Sentence ?? NoEvaluation, ("class", "sentence"));
                if (report.Environment is { } environment)
                {
                    page.NewLine().Element("p", Played(environment));
                }

                var cautions = (verdict?.Cautions ?? []).Where(caution => !string.IsNullOrWhiteSpace(caution));
                WriteCautions(page.NewLine(), [.. cautions, .. Contradictions(report)]);
            }
        }
    }

    private static void WriteCautions(Markup page, IReadOnlyList<string> cautions)
    {
        if (cautions.Count == 0)
        {
            return;
        }

        page.Element("h3", "Before you act on it");
        using (page.Element("ul"))
        {
            foreach (var caution in cautions)
            {
                page.Element("li", caution);
            }
        }
    }

    /// <summary>What playing showed, in one sentence.</summary>
    private static string Played(EnvironmentSummary environment)
    {
        if (environment.MeanReturn is not { } mean)
        {
            return $"In {environment.Environment} no episode was played.";
        }

        var range = mean is { Low: not null, High: not null }
            ? $", {Level(environment.ConfidenceLevel)} interval {Range(mean)}"
            : "";
        var bar = (environment.PassingBar, environment.Passed) switch
        {
            ({ } height, true) => $"; the passing bar of {Value(height)} is reached",
            ({ } height, false) => $"; the passing bar of {Value(height)} is missed",
            _ => "",
        };
        return $"Played in {environment.Environment}: mean return {Point(mean)} ({environment.Unit}{range}) over " +
            $"{Count(environment.Episodes, "episode")}{bar}.";
    }

    private static IEnumerable<string> Contradictions(ExperimentReport report) =>
        (report.Counterfactual?.Verdict.Outcome, report.Environment?.Passed) switch
        {
            (VerdictOutcome.Better, false) =>
            [
                "The estimates say better, yet the policy misses the passing bar in the environment. Find out why before you ship it.",
            ],
            (VerdictOutcome.Worse, true) =>
            [
                "The estimates say worse, yet the policy reaches the passing bar in the environment. The bar may be low, or the estimates wrong.",
            ],
            _ => [],
        };

    // The icons differ in shape, so that the verdict does not rest on colour.
    private static Face Of(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Better => new("better", "Better than the logging policy", "M20 44V6M5 21L20 6L35 21"),
        VerdictOutcome.Worse => new("worse", "Worse than the logging policy", "M20 4V42M5 27L20 42L35 27"),
        VerdictOutcome.NotEnoughEvidence => new("open", "Not enough evidence", "M4 20c6-9 11-9 16-3s10 6 16-3M4 34c6-9 11-9 16-3s10 6 16-3"),
        VerdictOutcome.CannotTell => new("unknown", "Cannot tell", NoVerdict.Icon),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such verdict."),
    };

    private sealed record Face(string Style, string Text, string Icon);
}
