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
            yield return $"Ranks, differences and what they say of the log hold all at once at the {selection.Level:P0} level; so do the intervals of the estimates.";
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
                yield return $"  {pair.Higher} and {pair.Lower}: {Number(pair.Difference)}{Ends(pair.Interval)}; this log would tell {Number(pair.DetectableDifference)}; {Needed(pair.EpisodesNeeded)}";
            }
        }

        if (selection.Candidates.Any(IsOpen))
        {
            yield return "";
            yield return "Not told from the log:";
            foreach (var candidate in selection.Candidates.Where(IsOpen))
            {
                yield return $"  {candidate.Name}: {Number(candidate.Gain)}{Ends(candidate.GainInterval)}; this log would tell {Number(candidate.DetectableGain)}; {Needed(candidate.EpisodesNeeded)}";
            }
        }

        foreach (var line in Sizes(selection))
        {
            yield return line;
        }

        foreach (var line in Quality(selection))
        {
            yield return line;
        }
    }

    // Which differences would be told by how many episodes: what to read where the estimated difference may be chance.
    private static IEnumerable<string> Sizes(PolicySelection selection)
    {
        if (selection.Power.IsEmpty)
        {
            yield break;
        }

        CandidateScore[] withPower = [.. selection.Candidates.Where(candidate => !candidate.Power.IsEmpty)];
        yield return "";
        yield return $"Episodes that would tell a difference four times in five; there are {selection.Episodes:N0}:";
        string[] header = ["", .. selection.Power.Select(size => $"{size.ShareOfLog:P0} of the log ({Number(size.Difference)})")];
        foreach (var line in TextTable.Lines(
            [header, Row("two candidates, at most", selection.Power), .. withPower.Select(candidate => Row($"{candidate.Name} and the log", candidate.Power))],
            [false, .. selection.Power.Select(_ => true)]))
        {
            yield return $"  {line}";
        }

        static string[] Row(string name, IEnumerable<EpisodesForGain> sizes) => [name, .. sizes.Select(size => size.Episodes.ToString("N0", CultureInfo.InvariantCulture))];
    }

    private static bool IsOpen(CandidateScore candidate) => candidate.AgainstLog == Judgement.NotEnoughEvidence;

    private static string Needed(double? episodes) =>
        episodes is { } known && known < 1e9 ? $"a difference of that size needs about {known.ToString("N0", CultureInfo.InvariantCulture)} episodes" : "as good as equal here";

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
        $"{Number(candidate.Value)}{Ends(candidate.ValueInterval)}",
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
