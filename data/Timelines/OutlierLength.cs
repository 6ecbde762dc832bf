namespace ReAgent.Data.Timelines;

/// <summary>Finds the length beyond which an episode counts as an outlier.</summary>
public static class OutlierLength
{
    // The original's: the share beyond the percentile may differ from the share asked for by a tenth of it.
    private const double Tolerance = 0.1;

    /// <summary>
    /// The smallest length that at least a share <paramref name="percentile"/> of the episodes does not exceed; null when the share of longer episodes is
    /// not about 1 − <paramref name="percentile"/>, because too many have the same length (original: Timeline.scala, filter of outlier episodes).
    /// </summary>
    /// <param name="episodes">Number of episodes by length in rows.</param>
    /// <param name="percentile">Above 0 and below 1.</param>
    public static long? Find(IReadOnlyDictionary<int, long> episodes, double percentile)
    {
        var total = episodes.Values.Sum();
        var upTo = 0L;
        foreach (var (length, count) in episodes.OrderBy(pair => pair.Key))
        {
            upTo += count;
            if (upTo >= percentile * total)
            {
                var outliers = (double)(total - upTo) / total;
                return Math.Abs(outliers - (1 - percentile)) / (1 - percentile) > Tolerance ? null : length;
            }
        }

        return null;
    }
}
