using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Telemetry;

namespace ReAgent.Data.Timelines;

/// <summary>
/// Second half of a timeline job: reads one shard's rows from all partition files, bucket after bucket, sorts and pairs them, and writes its part of
/// the timeline. The rows of one bucket are in memory at a time.
/// </summary>
public sealed class TimelineShard : IDisposable
{
    private readonly HashBuckets _buckets;
    private readonly int _index;
    private readonly TimelineOptions _options;
    private readonly PartitionReader[] _partitions;
    private readonly EpisodeTable _table;
    private readonly RowFindings _findings = new();

    /// <param name="partitions">The partition files, in any order.</param>
    /// <param name="buckets">How rows were divided.</param>
    /// <param name="index">Which shard this is, from 0.</param>
    /// <param name="options">How rows are paired.</param>
    /// <exception cref="InvalidDataException">A partition file was not finished, or was damaged.</exception>
    public TimelineShard(IEnumerable<string> partitions, HashBuckets buckets, int index, TimelineOptions options)
    {
        (_buckets, _index, _options) = (buckets, index, options);
        var texts = new TextPool();
        _partitions = [.. partitions.Select(path => new PartitionReader(path, texts))];
        Layout = _partitions[0].Layout;
        _table = new EpisodeTable(Layout);
    }

    /// <summary>Columns of the rows.</summary>
    public EpisodeLayout Layout { get; }

    /// <summary>How many episodes have how many good rows.</summary>
    public SortedDictionary<int, long> EpisodeLengths(CancellationToken cancellationToken)
    {
        var lengths = new SortedDictionary<int, long>();
        foreach (var order in Buckets(cancellationToken))
        {
            for (var episode = 0; episode < order.Episodes; episode++)
            {
                var length = order.Episode(episode).Length;
                lengths[length] = lengths.GetValueOrDefault(length) + 1;
            }
        }

        return lengths;
    }

    /// <summary>Writes the shard's part of the timeline.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="longestEpisode">Longer episodes are left out; null keeps all.</param>
    /// <param name="observer">Sees the rows of the timeline as they are paired.</param>
    /// <param name="progress">Hears the number of rows done.</param>
    /// <param name="cancellationToken">Stops the work; what was written is then of no use.</param>
    public async Task<TimelineCounts> Write(
        TimelineShardOutput output, long? longestEpisode, ITimelineObserver observer, Action<long> progress, CancellationToken cancellationToken)
    {
        await using var writer = await TimelineWriter.Create(output.Timeline, new SingleStepRows(Layout), cancellationToken).ConfigureAwait(false);
        await using var multiStep = _options.Steps == 1
            ? null
            : await TimelineWriter.Create(output.MultiStep, new MultiStepRows(Layout, _options.Steps), cancellationToken).ConfigureAwait(false);
        var pairing = new EpisodePairing(_options, longestEpisode);
        await using var quarantine = new Quarantine(output.Quarantine, Layout);
        var actions = new ActionCounts();
        var rules = new RuleTallies(_options.ValidateOutput, TimelineColumns.SchemaOf(Layout));
        var read = 0L;
        foreach (var order in Buckets(cancellationToken))
        {
            using (TimelineTelemetry.Phase("pair", _table.Count))
            {
                pairing.Restart(_table.Count);
                for (var episode = 0; episode < order.Episodes; episode++)
                {
                    pairing.Add(_table, order.Episode(episode), _findings);
                }
            }

            var pairs = pairing.Pairs;
            using (TimelineTelemetry.Phase("sketch", pairs.Length))
            {
                observer.See(_table, pairs.Span);
                actions.Add(_table, pairs.Span);
                rules.Add(new TimelineColumns(_table, pairs), pairs.Length);
            }

            using var writing = TimelineTelemetry.Phase("write", pairs.Length);
            await writer.Add(_table, pairs, pairing.NextOf, cancellationToken).ConfigureAwait(false);
            if (multiStep is not null)
            {
                await multiStep.Add(_table, pairs, pairing.NextOf, cancellationToken).ConfigureAwait(false);
            }

            await quarantine.Add(_table, _findings, cancellationToken).ConfigureAwait(false);
            read += _table.Count;
            progress(read);
        }

        await writer.Finish(cancellationToken).ConfigureAwait(false);
        if (multiStep is not null)
        {
            await multiStep.Finish(cancellationToken).ConfigureAwait(false);
        }

        await quarantine.Finish(cancellationToken).ConfigureAwait(false);
        return new TimelineCounts
        {
            RowsRead = read,
            Episodes = pairing.Episodes,
            Transitions = writer.Count,
            Terminated = pairing.Terminated,
            Truncated = pairing.Truncated,
            OutlierEpisodes = pairing.Outliers,
            Repeated = quarantine.Repeated,
            Quarantined = quarantine.Counts,
            Actions = actions.Counts,
            Rules = rules.States,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var partition in _partitions)
        {
            partition.Dispose();
        }
    }

    /// <summary>The order of each bucket's rows, which are in the table until the next.</summary>
    private IEnumerable<EpisodeOrder> Buckets(CancellationToken cancellationToken)
    {
        for (var bucket = _index * _buckets.PerShard; bucket < (_index + 1) * _buckets.PerShard; bucket++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _table.Clear();
            _findings.Clear();
            Read(bucket);
            yield return Sort();
        }
    }

    private void Read(int bucket)
    {
        using var span = TimelineTelemetry.Phase("read", 0);
        foreach (var partition in _partitions)
        {
            partition.Read(bucket, _table, _findings);
        }

        span?.SetTag("reagent.rows", _table.Count);
    }

    private EpisodeOrder Sort()
    {
        using var span = TimelineTelemetry.Phase("sort", _table.Count);
        return new EpisodeOrder(_table, _findings);
    }
}

/// <summary>Where a shard writes.</summary>
/// <param name="Timeline">Its part of the timeline.</param>
/// <param name="MultiStep">Its part of the multi-step timeline; not written when the timeline has single steps only.</param>
/// <param name="Quarantine">The rows that it sets aside; not written when there are none.</param>
public sealed record TimelineShardOutput(string Timeline, string MultiStep, string Quarantine);

/// <summary>Sees the rows of a timeline while they are in memory.</summary>
public interface ITimelineObserver
{
    /// <summary>Looks at rows of the timeline.</summary>
    /// <param name="table">The logged rows.</param>
    /// <param name="pairs">Rows of the timeline, which point into the table.</param>
    void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs);
}
