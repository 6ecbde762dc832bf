using System.Globalization;
using ReAgent.Client.Inspection;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Selection;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Client.Commands;

/// <summary>A ranking of policies as lines for people: the conclusion first, every number with its interval.</summary>
internal static class SelectionLines
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(PolicySelection selection)
    {
        yield return selection.Conclusion;
        yield return "";
        if (selection.EstimatorName is { } estimator)
        {
            var unit = selection.Unit == EstimateUnit.RewardPerStep ? "step" : "episode";
            yield return $"By the {estimator} estimate, per {unit}, from {selection.Episodes:N0} episodes; the log earned {Number(selection.LoggedMean)}.";
            yield return $"Intervals and ranks hold for all candidates at once at the {selection.Level:P0} level.";
            yield return "";
        }

        foreach (var line in TextTable.Lines(
            [["candidate", "rank", "estimate", "above the log", "behind the first", "against the log", "its own verdict"], .. selection.Candidates.Select(Row)],
            false, false, true, true, true, false, false))
        {
            yield return line;
        }

        if (selection.Pairs.Any(pair => !pair.IsTold))
        {
            yield return "";
            yield return "Not told apart:";
            foreach (var pair in selection.Pairs.Where(pair => !pair.IsTold))
            {
                var needed = pair.EpisodesNeeded is { } episodes && episodes < 1e9 ? $"a difference of that size needs about {episodes:N0} episodes" : "as good as equal here";
                yield return $"  {pair.Higher} and {pair.Lower}: {Number(pair.Difference)}{Ends(pair.Interval)}; this log would tell {Number(pair.DetectableDifference)}; {needed}";
            }
        }

        foreach (var line in Quality(selection))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Quality(PolicySelection selection)
    {
        if (selection.Quality.IsEmpty)
        {
            yield break;
        }

        yield return "";
        yield return $"How well the estimates choose, by the true values (rank correlation {Number(selection.RankCorrelation)}):";
        foreach (var line in TextTable.Lines(
            [
                ["k", "regret@k", "best@k", "worst@k", "mean@k", "std@k", "SharpeRatio@k"],
                .. selection.Quality.Select(quality => new[]
                {
                    $"{quality.TopK}", Number(quality.Regret), Number(quality.Best), Number(quality.Worst), Number(quality.Mean), Number(quality.Deviation), Number(quality.SharpeRatio),
                }),
            ],
            true, true, true, true, true, true, true))
        {
            yield return line;
        }
    }

    private static string[] Row(CandidateScore candidate) =>
    [
        candidate.Name,
        !candidate.IsRanked ? "not ranked" : candidate.HighestRank == candidate.LowestRank ? $"{candidate.HighestRank}" : $"{candidate.HighestRank} to {candidate.LowestRank}",
        Number(candidate.Value),
        $"{Number(candidate.Gain)}{Ends(candidate.GainInterval)}",
        $"{Number(candidate.BehindBest)}{Ends(candidate.BehindBestInterval)}",
        candidate.AgainstLog is { } judgement ? Words(judgement) : "-",
        Words(candidate.Judgement),
    ];

    private static string Words(Judgement judgement) => judgement switch
    {
        Judgement.Better => "BETTER",
        Judgement.Worse => "WORSE",
        Judgement.NotEnoughEvidence => "NOT ENOUGH EVIDENCE",
        _ => "CANNOT TELL",
    };

    private static string Ends(Interval? interval) => interval is null ? "" : $" [{Number(interval.Low)}, {Number(interval.High)}]";

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";
}
