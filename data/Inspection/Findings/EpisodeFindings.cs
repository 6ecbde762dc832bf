using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Episodes that are too few, cut off without saying so, repeated or incomplete.</summary>
internal static class EpisodeFindings
{
    private const int Few = 30;
    private const double ManyGaps = 0.01;
    private const double ManyLongest = 0.05;
    private const int Long = 10;
    private const double Spike = 3;

    public static IEnumerable<Finding> Of(LogContents contents)
    {
        var episodes = contents.Episodes;
        if (episodes.Count == 0)
        {
            yield break;
        }

        if (episodes.Count == 1 && contents.Rows > 1)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "one-episode",
                "All rows belong to one episode: there is nothing to hold out for evaluation, and no interval can be given.",
                "Check that mdp_id is the column that tells episodes apart:",
                "log: {columns: {mdp_id: …}}");
        }
        else if (episodes.Count < Few)
        {
            yield return new Finding(FindingLevel.Caution, "few-episodes", $"There are only {Count(episodes.Count, "episode")}: estimates will have wide intervals.", "Log more episodes.");
        }

        if (episodes.DuplicateRows > 0)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "duplicate-rows",
                $"{AboutRows(episodes)}{Count(episodes.DuplicateRows, "row")} {(episodes.DuplicateRows == 1 ? "repeats" : "repeat")} the mdp_id and sequence_number of another; they would be set aside.",
                episodes.CountsSteps
                    ? "Look for files that were exported twice, or for episodes that share an id."
                    : "Look for files that were exported twice; or number the rows of an episode, since its time stamps are too coarse.");
        }

        if (episodes.WithGaps > 0)
        {
            yield return new Finding(
                episodes.WithGaps > ManyGaps * episodes.Count ? FindingLevel.Caution : FindingLevel.Note,
                "gaps",
                $"In {AboutRows(episodes)}{Count(episodes.WithGaps, "episode")} ({Percent((double)episodes.WithGaps / episodes.Count)}) sequence numbers skip some: rows may be missing, and the rows around a gap are taken for consecutive.",
                "Check that every decision was logged.");
        }

        foreach (var finding in Ends(episodes))
        {
            yield return finding;
        }

        if (episodes.OutOfOrder > 0)
        {
            yield return new Finding(
                FindingLevel.Note,
                "stored-out-of-order",
                $"{About(episodes)}{Count(episodes.OutOfOrder, "episode")} {(episodes.OutOfOrder == 1 ? "is" : "are")} not stored in the order of sequence numbers. That is fine: rows are sorted.");
        }
    }

    private static IEnumerable<Finding> Ends(EpisodesInspection episodes)
    {
        var lengths = episodes.Lengths;
        if (episodes.IsBandit)
        {
            yield return new Finding(
                FindingLevel.Note,
                "bandit",
                "Every episode is one decision: this is a contextual bandit. There is no next state to learn from.",
                "Set the discount to 0:",
                "rl: {gamma: 0}");
        }
        else if (episodes.Truncated == 0 && lengths.Maximum >= Long && lengths.Minimum < lengths.Maximum && episodes.OfMaximumLength > ManyLongest * episodes.Count
            && episodes.OfMaximumLength > Spike * episodes.UsualNearMaximumLength)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "unmarked-time-limit",
                $"{Percent((double)episodes.OfMaximumLength / episodes.Count)} of the episodes have exactly {Count(lengths.Maximum, "row")}, the most of all, and none is marked as cut off: a time limit looks like the end of the world to the policy.",
                "If there was a time limit, end such episodes with a row that has a state, no action, and truncated: true.");
        }
        else if (episodes.Truncated == episodes.Count)
        {
            yield return new Finding(FindingLevel.Note, "all-truncated", "Every episode was cut off; none came to its end.");
        }
    }

    private static string AboutRows(EpisodesInspection episodes) => episodes.HasEverySequenceNumber ? "" : "about ";

    private static string About(EpisodesInspection episodes) => episodes.IsExact ? "" : "about ";
}
