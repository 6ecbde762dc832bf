namespace ReAgent.Data.Inspection.Counting;

/// <summary>Turns the episodes that were followed into numbers about all.</summary>
internal static class EpisodeSummary
{
    /// <summary>From this share of steps of one on, sequence numbers count steps; below, they are taken for time stamps.</summary>
    private const double CountingShare = 0.5;

    public static EpisodesInspection Of(EpisodeSketch sketch)
    {
        var lengths = sketch.Episodes.Select(episode => episode.Rows).Order().ToArray();
        var (duplicates, withGaps, countsSteps) = Sequences(sketch);
        return new EpisodesInspection
        {
            Count = Scaled(lengths.Length, sketch.Level),
            IsExact = sketch.Level == 0,
            HasEverySequenceNumber = sketch.SequenceLevel == 0,
            Lengths = lengths.Length == 0 ? new(0, 0, 0, 0) : new(lengths[0], Quantile(lengths, 0.5), Quantile(lengths, 0.95), lengths[^1]),
            LengthHistogram = HistogramBins.Of([.. lengths.Select(length => (double)length)]),
            SingleRow = Scaled(lengths.Count(length => length == 1), sketch.Level),
            OfMaximumLength = Scaled(lengths.Count(length => length == lengths[^1]), sketch.Level),
            UsualNearMaximumLength = lengths.Length == 0 ? 0 : NearMaximum(lengths) * Math.Pow(2, sketch.Level),
            Truncated = Scaled(sketch.Episodes.Count(episode => episode.IsTruncated), sketch.Level),
            Ended = Scaled(sketch.Episodes.Count(episode => episode is { IsTruncated: false, EndsWithAction: true }), sketch.Level),
            DuplicateRows = Scaled(duplicates, sketch.SequenceLevel),
            OutOfOrder = Scaled(sketch.Episodes.Count(episode => episode.Descents > 0), sketch.Level),
            CountsSteps = countsSteps,
            WithGaps = countsSteps ? Scaled(withGaps, sketch.SequenceLevel) : 0,
            MissingActionInside = Scaled(sketch.Episodes.Sum(episode => episode.WithoutAction - (episode.EndsWithAction || episode.WithoutAction == 0 ? 0 : 1)), sketch.Level),
        };
    }

    private static (long Duplicates, long WithGaps, bool CountsSteps) Sequences(EpisodeSketch sketch)
    {
        var (duplicates, withGaps, steps, single) = (0L, 0L, 0L, 0L);
        foreach (var episode in sketch.Episodes)
        {
            if (episode.Sequences is not { } sequences)
            {
                continue;
            }

            var sorted = sequences.Order().ToArray();
            var hasGap = false;
            for (var row = 1; row < sorted.Length; row++)
            {
                // Unsigned, since the distance of two whole numbers may be more than a signed one holds.
                var step = unchecked((ulong)sorted[row] - (ulong)sorted[row - 1]);
                duplicates += step == 0 ? 1 : 0;
                steps += step == 0 ? 0 : 1;
                single += step == 1 ? 1 : 0;
                hasGap |= step > 1;
            }

            withGaps += hasGap ? 1 : 0;
        }

        return (duplicates, withGaps, steps > 0 && single >= CountingShare * steps);
    }

    private static double NearMaximum(long[] sorted)
    {
        var (low, high) = (Math.Min(sorted[^1] - 1, (long)(0.8 * sorted[^1])), sorted[^1]);
        return sorted.Count(length => length >= low && length < high) / (double)(high - low);
    }

    private static long Scaled(long count, int level) => count << level;

    private static long Quantile(long[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
