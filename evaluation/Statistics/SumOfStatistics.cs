namespace ReAgent.Evaluation.Statistics;

/// <summary>The sum of two statistics of the same episodes.</summary>
public sealed class SumOfStatistics : EpisodeStatistic
{
    private readonly EpisodeStatistic _first;
    private readonly EpisodeStatistic _second;

    /// <exception cref="ArgumentException">They have different numbers of episodes.</exception>
    public SumOfStatistics(EpisodeStatistic first, EpisodeStatistic second)
    {
        if (first.Episodes != second.Episodes)
        {
            throw new ArgumentException(
                $"A statistic of {first.Episodes} episodes does not add to one of {second.Episodes}.", nameof(second));
        }

        (_first, _second) = (first, second);
    }

    public override int Episodes => _first.Episodes;

    public override bool IsCostly => _first.IsCostly || _second.IsCostly;

    internal override EpisodeStatistic InBlocks(int blocks) => new SumOfStatistics(_first.InBlocks(blocks), _second.InBlocks(blocks));

    public override double Evaluate(ReadOnlySpan<double> counts) => _first.Evaluate(counts) + _second.Evaluate(counts);
}
