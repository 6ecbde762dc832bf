using System.Globalization;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation.Selection;

/// <summary>Says what a ranking means.</summary>
internal static class SelectionText
{
    /// <summary>The candidate that no other may surpass, when the log also tells that it is better than what wrote it.</summary>
    public static string? Best(PolicySelection selection) =>
        selection.Candidates.Where(candidate => candidate.MayBeBest).ToArray() is [{ AgainstLog: Judgement.Better } best] ? best.Name : null;

    /// <summary>The conclusion.</summary>
    public static string Conclusion(PolicySelection selection)
    {
        CandidateScore[] ranked = [.. selection.Candidates.Where(candidate => candidate.IsRanked)];
        CandidateScore[] mayBeBest = [.. ranked.Where(candidate => candidate.MayBeBest)];
        CandidateScore[] worse = [.. ranked.Where(candidate => candidate.AgainstLog == Judgement.Worse)];
        CandidateScore[] unranked = [.. selection.Candidates.Where(candidate => !candidate.IsRanked)];
        List<string> sentences = [];
        if (mayBeBest is [var only])
        {
            var others = ranked.Length > 1 ? "It is better than every other candidate that the log can judge" : "It is the only candidate that the log can judge";
            sentences.Add(only.AgainstLog switch
            {
                Judgement.Better => $"Choose {only.Name}. {others}, and better than what wrote the log.",
                Judgement.Worse => $"Choose none: even {only.Name}, the best of them, is worse than what wrote the log.",
                _ => $"{only.Name} is the one to try. {others}, but the log cannot tell whether it is better than what wrote the log.",
            });
        }
        else if (mayBeBest.All(candidate => candidate.AgainstLog == Judgement.Worse))
        {
            sentences.Add("Choose none: all of them are worse than what wrote the log.");
        }
        else
        {
            sentences.Add($"Any of {List(mayBeBest)} may be the best: the log cannot tell them apart.");
            CandidateScore[] better = [.. mayBeBest.Where(candidate => candidate.AgainstLog == Judgement.Better)];
            sentences.Add(better.Length == 0 ? "None of them is better than what wrote the log for certain."
                : better.Length == mayBeBest.Length ? "All of them are better than what wrote the log."
                : $"Better than what wrote the log for certain: {List(better)}.");
            sentences.AddRange(Needed(selection, mayBeBest));
        }

        if (worse.Length > 0 && worse.Length < ranked.Length)
        {
            sentences.Add($"Worse than what wrote the log: {List(worse)}.");
        }

        if (unranked.Length > 0)
        {
            sentences.Add($"Not ranked, because the log cannot tell what they are worth: {List(unranked)}.");
        }

        return string.Join(" ", sentences);
    }

    // What would tell the first two apart.
    private static IEnumerable<string> Needed(PolicySelection selection, CandidateScore[] mayBeBest)
    {
        var pair = selection.Pairs.FirstOrDefault(pair => pair.Higher == mayBeBest[0].Name && pair.Lower == mayBeBest[1].Name);
        if (pair is null || pair.IsTold)
        {
            yield break;
        }

        yield return pair.EpisodesNeeded is { } episodes && episodes < 1e9
            ? $"If {pair.Higher} is ahead of {pair.Lower} by as much as estimated, about {Count(episodes)} logged episodes would tell four times in five; there are {Count(selection.Episodes)}."
            : $"{pair.Higher} and {pair.Lower} are so alike here that their difference may as well be chance; this log of {Count(selection.Episodes)} episodes would tell a difference of {pair.DetectableDifference?.ToString("G3", CultureInfo.InvariantCulture) ?? "0"}.";
    }

    private static string List(CandidateScore[] candidates) => candidates.Length switch
    {
        1 => candidates[0].Name,
        _ => $"{string.Join(", ", candidates.SkipLast(1).Select(candidate => candidate.Name))} and {candidates[^1].Name}",
    };

    private static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
