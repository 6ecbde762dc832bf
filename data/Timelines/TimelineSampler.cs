using ReAgent.Data.Batches;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;

namespace ReAgent.Data.Timelines;

/// <summary>Samples the features of a timeline while it is written, from which their normalization is identified.</summary>
/// <param name="split">Episodes to sample from: those trained on.</param>
/// <param name="percent">Share of these episodes' rows to sample from, 0 to 100.</param>
/// <param name="states">What to keep of the state features.</param>
/// <param name="actions">What to keep of the features of continuous actions.</param>
/// <param name="seed">Seed of the experiment.</param>
public sealed class TimelineSampler(EpisodeSplit split, double percent, FeatureSampleOptions states, FeatureSampleOptions actions, ulong seed) : ITimelineObserver
{
    private RowKey[] _keys = [];
    private int[] _rows = [];

    /// <summary>Sample of the state features.</summary>
    public FeatureSample States { get; } = new(states, seed);

    /// <summary>Sample of the features of continuous actions; empty when actions are discrete.</summary>
    public FeatureSample Actions { get; } = new(actions, seed);

    /// <inheritdoc/>
    public void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
    {
        if (_keys.Length < pairs.Length)
        {
            (_keys, _rows) = (new RowKey[pairs.Length], new int[pairs.Length]);
        }

        var count = Select(table, pairs);
        States.AddRows(_keys.AsSpan(0, count), table.State, _rows.AsSpan(0, count));
        if (table.ActionColumn is MapColumn<long> features)
        {
            Actions.AddRows(_keys.AsSpan(0, count), features, _rows.AsSpan(0, count));
        }
    }

    private int Select(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
    {
        var (ids, sequence) = (table.MdpId, table.SequenceNumber);
        var (mdpId, inside, episode) = ("", false, default(EpisodeKey));
        var count = 0;
        foreach (ref readonly var pair in pairs)
        {
            var id = ids[pair.Row];
            if (!ReferenceEquals(id, mdpId))
            {
                (mdpId, inside, episode) = (id, split.Contains(id), EpisodeKey.Of(id));
            }

            if (inside && episode.Row(sequence[pair.Row]) is var key && key.IsWithin(percent, seed))
            {
                (_keys[count], _rows[count]) = (key, pair.Row);
                count++;
            }
        }

        return count;
    }
}
