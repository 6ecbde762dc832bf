using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Resampling;

/// <summary>
/// The jackknife over episodes: the statistic without each group of neighbouring episodes in turn. With as many groups as episodes it is
/// the usual one; fewer groups estimate the same acceleration, because the skewness of a group's sum falls as its size grows.
/// </summary>
/// <remarks>Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, equation 14.15.</remarks>
internal static class EpisodeJackknife
{
    // As many as tell the skewness; a delete-one jackknife of n episodes would cost n evaluations.
    private const int MostGroups = 100;

    /// <summary>Values of both statistics without each group; there are at least two episodes.</summary>
    public static BootstrapDraw[] Draw(EpisodeStatistic target, EpisodeStatistic logged, int mostGroups)
    {
        (target, logged) = (BlocksOfEpisodes.Of(target), BlocksOfEpisodes.Of(logged));
        var episodes = target.Episodes;
        var groups = Math.Min(Math.Min(episodes, MostGroups), mostGroups);
        var counts = new double[episodes];
        var draws = new BootstrapDraw[groups];
        for (var group = 0; group < groups; group++)
        {
            Array.Fill(counts, 1);
            int first = (int)((long)group * episodes / groups), end = (int)((group + 1L) * episodes / groups);
            Array.Clear(counts, first, end - first);
            draws[group] = new(target.Evaluate(counts), logged.Evaluate(counts));
        }

        return draws;
    }
}
