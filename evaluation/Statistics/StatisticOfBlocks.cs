namespace ReAgent.Evaluation.Statistics;

/// <summary>A statistic of episodes as a function of how often each block of neighbouring episodes occurs: as often as all in it.</summary>
/// <param name="statistic">The statistic of episodes.</param>
/// <param name="blocks">Number of blocks.</param>
internal sealed class StatisticOfBlocks(EpisodeStatistic statistic, int blocks) : EpisodeStatistic
{
    private readonly double[] _counts = new double[statistic.Episodes];

    public override int Episodes => blocks;

    public override bool IsCostly => statistic.IsCostly;

    public override double Evaluate(ReadOnlySpan<double> counts)
    {
        for (var block = 0; block < blocks; block++)
        {
            var (first, end) = (BlocksOfEpisodes.FirstOf(block, blocks, _counts.Length), BlocksOfEpisodes.FirstOf(block + 1, blocks, _counts.Length));
            _counts.AsSpan(first..end).Fill(counts[block]);
        }

        return statistic.Evaluate(_counts);
    }
}
