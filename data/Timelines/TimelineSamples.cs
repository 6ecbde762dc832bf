using ReAgent.Data.Batches;
using ReAgent.Data.Columns;
using ReAgent.Data.Features;

namespace ReAgent.Data.Timelines;

/// <summary>Samples the features of a timeline, from which their normalization is identified.</summary>
public static class TimelineSamples
{
    /// <summary>Sample of the state features over a share of the episodes.</summary>
    /// <param name="timeline">A shard of the timeline.</param>
    /// <param name="split">Episodes to sample from: those trained on.</param>
    /// <param name="percent">Share of these episodes' rows to sample from, 0 to 100.</param>
    /// <param name="capacity">Values to keep of each feature.</param>
    /// <param name="seed">Seed of the experiment.</param>
    public static FeatureSample OfStates(Timeline timeline, EpisodeSplit split, double percent, int capacity, ulong seed) =>
        Of(timeline, timeline.Rows.State, split, percent, capacity, seed);

    /// <summary>Sample of the features of continuous actions; see <see cref="OfStates"/>.</summary>
    public static FeatureSample OfActions(Timeline timeline, EpisodeSplit split, double percent, int capacity, ulong seed) =>
        Of(timeline, timeline.Rows.ActionFeatures, split, percent, capacity, seed);

    private static FeatureSample Of(Timeline timeline, MapColumn<long> features, EpisodeSplit split, double percent, int capacity, ulong seed)
    {
        var sample = new FeatureSample(capacity, seed);
        var rows = timeline.Rows;
        foreach (var pair in timeline.Pairs)
        {
            var mdpId = rows.MdpId[pair.Row]!;
            var key = RowKey.Of(mdpId, rows.SequenceNumber[pair.Row]);
            if (split.Contains(mdpId) && key.IsWithin(percent, seed))
            {
                sample.AddRow(key, features.Keys(pair.Row), features.Values(pair.Row));
            }
        }

        return sample;
    }
}
