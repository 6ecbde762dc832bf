using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Reports.Charts;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Selection;
using ReAgent.Evaluation.Verdicts;
using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>Several policies beside each other: what to conclude, how each compares with the log and with the others, and what more data would tell.</summary>
internal static class SelectionPage
{
    public static string Text(PolicySelection selection, string title, IReadOnlyDictionary<string, string> reports)
    {
        var page = new Markup();
        using (page.Element("html", ("lang", "en")))
        {
            ReportPage.WriteHead(page, $"{title} – comparison");
            using (page.Element("body"))
            {
                using (page.NewLine().Element("header"))
                {
                    page.NewLine().Element("p", "Comparison of policies", ("class", "eyebrow"));
                    page.NewLine().Element("h1", title).NewLine();
                }

                using (page.NewLine().Element("main"))
                {
                    WriteBody(page.NewLine(), selection, reports);
                }

                page.NewLine();
            }
        }

        return $"<!DOCTYPE html>\n{page}\n";
    }

    private static void WriteBody(Markup page, PolicySelection selection, IReadOnlyDictionary<string, string> reports)
    {
        using (page.Element("section", ("id", "verdict"), ("class", "verdict open"), ("aria-labelledby", "verdict-title")))
        using (page.Element("div"))
        {
            page.Element("h2", selection.Best is { } best ? $"Choose {best}" : "No policy is the best for certain", ("id", "verdict-title")).NewLine();
            page.Element("p", selection.Conclusion, ("class", "sentence"));
        }

        CandidateScore[] ranked = [.. selection.Candidates.Where(candidate => candidate.IsRanked)];
        using (page.NewLine().Element("section", ("id", "candidates"), ("aria-labelledby", "candidates-title")))
        {
            page.NewLine().Element("h2", "Candidates", ("id", "candidates-title")).NewLine();
            if (ranked.Length > 0)
            {
                WriteForest(page, selection, ranked);
            }

            WriteCandidates(page, selection);
            using (page.Element("ul"))
            {
                foreach (var candidate in selection.Candidates)
                {
                    using (page.NewLine().Element("li"))
                    {
                        page.Element("a", candidate.Name, ("href", reports[candidate.Name])).Text($": {candidate.Reason}");
                    }
                }
            }
        }

        if (ranked.Length > 0)
        {
            using (page.NewLine().Element("section", ("id", "pairs"), ("aria-labelledby", "pairs-title")))
            {
                page.NewLine().Element("h2", "Which differences the log tells", ("id", "pairs-title")).NewLine();
                WritePairs(page, selection);
            }
        }

        page.NewLine();
    }

    private static void WriteForest(Markup page, PolicySelection selection, CandidateScore[] ranked)
    {
        var unit = UnitOf(selection);
        ForestRow[] rows = [.. ranked.Select(candidate => new ForestRow(candidate.Name, Estimate(candidate.Gain, candidate.GainInterval), candidate.MayBeBest))];
        var words = string.Join("; ", rows.Select(row => $"{row.Name} {Interval(row.Estimate)}"));
        Figure.Write(
            page,
            "Above what the log earned",
            $"by the {selection.EstimatorName} estimate from {Count(selection.Episodes, "episode")}; intervals hold for all at once at the {Level(selection.Level)} level",
            new ForestChart($"Estimated gain over the log, {unit}: {words}.", rows, unit, 0, "0 = the log").Write,
            ["Diamonds mark the candidates that may be the best of all."]);
    }

    private static void WriteCandidates(Markup page, PolicySelection selection) => DataTable.Write(
        page,
        "Ranking",
        [new("Candidate"), new("Rank"), new("Estimate", IsNumber: true), new("Above the log", IsNumber: true), new("Behind the first", IsNumber: true), new("Against the log"), new("Its own verdict")],
        [
            .. selection.Candidates.Select(candidate => new[]
            {
                candidate.Name,
                !candidate.IsRanked ? "not ranked"
                    : candidate.HighestRank == candidate.LowestRank ? $"{candidate.HighestRank}"
                    : $"{candidate.HighestRank} to {candidate.LowestRank}",
                Interval(Estimate(candidate.Value, candidate.ValueInterval)),
                Interval(Estimate(candidate.Gain, candidate.GainInterval)),
                Interval(Estimate(candidate.BehindBest, candidate.BehindBestInterval)),
                candidate.AgainstLog is { } judgement ? Words(judgement) : None,
                Words(candidate.Judgement),
            }),
        ]);

    private static void WritePairs(Markup page, PolicySelection selection)
    {
        DataTable.Write(
            page,
            "Against the log",
            [new("Candidate"), new("Difference", IsNumber: true), new("Told apart"), new("This log would tell", IsNumber: true), new("Episodes needed", IsNumber: true)],
            [
                .. selection.Candidates.Where(candidate => candidate.IsRanked).Select(candidate => new[]
                {
                    candidate.Name,
                    Interval(Estimate(candidate.Gain, candidate.GainInterval)),
                    candidate.AgainstLog == Judgement.NotEnoughEvidence ? "no" : "yes",
                    Value(candidate.DetectableGain),
                    candidate.AgainstLog != Judgement.NotEnoughEvidence ? None : Episodes(candidate.EpisodesNeeded),
                }),
            ]);
        if (selection.Pairs.Length == 0)
        {
            return;
        }

        DataTable.Write(
            page,
            "Pairs",
            [new("Higher"), new("Lower"), new("Difference", IsNumber: true), new("Told apart"), new("This log would tell", IsNumber: true), new("Episodes needed", IsNumber: true)],
            [
                .. selection.Pairs.Select(pair => new[]
                {
                    pair.Higher,
                    pair.Lower,
                    Interval(Estimate(pair.Difference, pair.Interval)),
                    pair.IsTold ? "yes" : "no",
                    Value(pair.DetectableDifference),
                    pair.IsTold ? None : Episodes(pair.EpisodesNeeded),
                }),
            ]);
        if (selection.Power.Length > 0)
        {
            DataTable.Write(
                page,
                "Episodes that would tell any two candidates apart, four times in five",
                [new("Difference, of what the log earned"), new("Difference", IsNumber: true), new("Episodes", IsNumber: true)],
                [.. selection.Power.Select(row => new[] { Percent(row.ShareOfLog), Value(row.Difference), Value(row.Episodes) })]);
        }
    }

    private static string Episodes(double? episodes) => episodes is { } known && known < 1e9 ? Count((long)known) : "too alike";

    private static string UnitOf(PolicySelection selection) => selection.Unit == EstimateUnit.RewardPerStep ? "reward per step" : "discounted return per episode";

    private static IntervalEstimate? Estimate(double? value, Interval? interval) => value is { } known ? new(known, interval?.Low, interval?.High) : null;

    private static string Words(Judgement judgement) => judgement switch
    {
        Judgement.Better => "better",
        Judgement.Worse => "worse",
        Judgement.NotEnoughEvidence => "not enough evidence",
        _ => "cannot tell",
    };
}
