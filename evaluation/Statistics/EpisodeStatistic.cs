namespace ReAgent.Evaluation.Statistics;

/// <summary>
/// A number computed from episodes, as a function of how often each episode occurs: once each for the estimate itself, a multinomial
/// draw for a bootstrap resample.
/// </summary>
public abstract class EpisodeStatistic
{
    /// <summary>Number of episodes that the statistic is made of.</summary>
    public abstract int Episodes { get; }

    /// <summary>Whether one evaluation reads every step rather than one number per episode: such statistics get fewer resamples.</summary>
    public virtual bool IsCostly => false;

    /// <summary>
    /// [E] the values that the statistic is the mean of, when it is a mean of one value per episode; else null. Bounds for means of
    /// independent bounded values hold for these alone.
    /// </summary>
    public virtual double[]? ValuePerEpisode => null;

    /// <summary>
    /// The statistic when episode i occurs <c>counts[i]</c> times (0 or more, not all 0). Not finite where it is undefined.
    /// </summary>
    public abstract double Evaluate(ReadOnlySpan<double> counts);

    /// <summary>The same as a function of how often each of so many blocks of neighbouring episodes occurs.</summary>
    /// <param name="blocks">Number of blocks, from 1 to the number of episodes.</param>
    internal virtual EpisodeStatistic InBlocks(int blocks) => new StatisticOfBlocks(this, blocks);
}
