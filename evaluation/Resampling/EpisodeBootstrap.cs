using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Resampling;

/// <summary>
/// The bootstrap over episodes: each resample draws as many episodes as there are, with replacement. Steps of an episode depend on each
/// other, so it is episodes, not steps, that are drawn (a cluster bootstrap), and blocks of them where there are many.
/// </summary>
/// <remarks>
/// Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 1979; Davison and Hinkley 1997, section 3.8, for
/// clusters.
/// </remarks>
public static class EpisodeBootstrap
{
    /// <summary>
    /// Values of two statistics of the same episodes, jointly, in each resample; a value is not finite where its statistic is undefined.
    /// </summary>
    public static BootstrapDraw[] Draw(EpisodeStatistic target, EpisodeStatistic logged, int resamples, RandomStream stream)
    {
        var draws = new BootstrapDraw[resamples];
        var same = ReferenceEquals(target, logged);
        (target, logged) = (BlocksOfEpisodes.Of(target), BlocksOfEpisodes.Of(logged));
        var counts = new double[target.Episodes];
        for (var resample = 0; resample < resamples; resample++)
        {
            Resample(counts, stream);
            var value = target.Evaluate(counts);
            draws[resample] = new(value, same ? value : logged.Evaluate(counts));
        }

        return draws;
    }

    /// <summary>
    /// [B][S] values of several statistics of the same episodes, jointly, in each resample in which all are finite.
    /// </summary>
    /// <param name="statistics">At least one.</param>
    /// <param name="resamples">B, where none of them is costly.</param>
    /// <param name="costlyResamples">B, where one is.</param>
    /// <param name="stream">Where the draws come from.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    public static double[][] Draw(IReadOnlyList<EpisodeStatistic> statistics, int resamples, int costlyResamples, RandomStream stream, CancellationToken cancellation)
    {
        List<double[]> draws = [];
        EpisodeStatistic[] blocks = [.. statistics.Select(BlocksOfEpisodes.Of)];
        var counts = new double[blocks[0].Episodes];
        for (var left = statistics.Any(statistic => statistic.IsCostly) ? costlyResamples : resamples; left > 0; left--)
        {
            cancellation.ThrowIfCancellationRequested();
            Resample(counts, stream);
            double[] values = [.. blocks.Select(statistic => statistic.Evaluate(counts))];
            if (values.All(double.IsFinite))
            {
                draws.Add(values);
            }
        }

        return [.. draws];
    }

    /// <summary>The statistic of the episodes as they are.</summary>
    public static double Point(EpisodeStatistic statistic)
    {
        var once = new double[statistic.Episodes];
        Array.Fill(once, 1);
        return statistic.Evaluate(once);
    }

    /// <summary>The standard deviation of the draws: the standard error of the statistic.</summary>
    public static double StandardError(IReadOnlyCollection<double> draws)
    {
        var mean = draws.Average();
        return Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)) / (draws.Count - 1));
    }

    private static void Resample(double[] counts, RandomStream stream)
    {
        Array.Clear(counts);
        for (var draw = 0; draw < counts.Length; draw++)
        {
            counts[stream.NextInt(counts.Length)]++;
        }
    }
}
