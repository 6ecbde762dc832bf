namespace ReAgent.Evaluation.Statistics;

/// <summary>
/// What is resampled: single episodes, and of more than <see cref="Most"/> of them as many blocks of neighbouring episodes, nearly equal in size. Episodes stand
/// in the order of their ids, so blocks depend on the log alone, and not on the shards in which it came.
/// </summary>
/// <remarks>
/// Sums over blocks of independent episodes are independent too, so drawing blocks estimates the same variance as drawing episodes; with thousands of blocks as
/// well, and at a cost that does not grow with the log. Where neighbours in the order of ids depend on each other, blocks allow for it, and single episodes
/// would not. Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8.
/// </remarks>
internal static class BlocksOfEpisodes
{
    /// <summary>The largest number of blocks.</summary>
    public const int Most = 16_384;

    /// <summary>The statistic as a function of how often each block occurs; itself where each episode is a block of its own.</summary>
    public static EpisodeStatistic Of(EpisodeStatistic statistic) => statistic.Episodes <= Most ? statistic : statistic.InBlocks(Most);

    /// <summary>The first episode of a block.</summary>
    public static int FirstOf(int block, int blocks, int episodes) => (int)((long)block * episodes / blocks);
}
