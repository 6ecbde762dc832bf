using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Resampling;

/// <summary>
/// The bootstrap over episodes: each resample draws as many episodes as there are, with replacement. Steps of an episode depend on each
/// other, so it is episodes, not steps, that are drawn (a cluster bootstrap).
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
        var counts = new double[target.Episodes];
        for (var resample = 0; resample < resamples; resample++)
        {
            Array.Clear(counts);
            for (var draw = 0; draw < counts.Length; draw++)
            {
                counts[stream.NextInt(counts.Length)]++;
            }

            var value = target.Evaluate(counts);
            draws[resample] = new(value, ReferenceEquals(target, logged) ? value : logged.Evaluate(counts));
        }

        return draws;
    }

    /// <summary>The standard deviation of the draws: the standard error of the statistic.</summary>
    public static double StandardError(IReadOnlyCollection<double> draws)
    {
        var mean = draws.Average();
        return Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)) / (draws.Count - 1));
    }
}
