using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>
/// First half of a timeline job: takes logged rows in any order, checks each on its own, and writes them, divided by hash of <c>mdp_id</c>, to a
/// partition file. Wrong rows go along with their reason; the shard that they belong to sets them aside.
/// </summary>
public sealed class TimelineScan : IDisposable
{
    private readonly HashBuckets _buckets;
    private readonly PartitionWriter _writer;
    private readonly EpisodeTable _bucket;
    private readonly RowFindings _bucketFindings = new();
    private int[] _bucketOf = [];
    private int[] _order = [];
    private PartitionMark _mark;
    private long _markedRows;

    /// <param name="path">Partition file to create.</param>
    /// <param name="layout">Columns of the rows.</param>
    /// <param name="buckets">How rows are divided.</param>
    public TimelineScan(string path, EpisodeLayout layout, HashBuckets buckets)
    {
        _buckets = buckets;
        _writer = new PartitionWriter(path, layout);
        _mark = _writer.Mark();
        _bucket = new EpisodeTable(layout);
    }

    /// <summary>Rows taken.</summary>
    public long Rows { get; private set; }

    /// <summary>Checks rows and writes them.</summary>
    /// <param name="table">The rows, of this layout.</param>
    /// <param name="findings">What is wrong with each row. What the checks find is noted here, too.</param>
    public void Add(EpisodeTable table, RowFindings findings)
    {
        RowRules.Check(table, findings);
        Rows += table.Count;
        if (table.Count == 0)
        {
            return;
        }

        if (_buckets.Count == 1)
        {
            _writer.Add(0, table, findings, 0, table.Count);
            return;
        }

        var ends = Order(table);
        for (int bucket = 0, start = 0; bucket < ends.Length; start = ends[bucket++])
        {
            if (ends[bucket] > start)
            {
                var rows = _order.AsSpan(start..ends[bucket]);
                _bucket.Clear();
                _bucketFindings.Clear();
                _bucket.AppendRows(table, rows);
                _bucketFindings.AppendRows(findings, rows);
                _writer.Add(bucket, _bucket, _bucketFindings, 0, rows.Length);
            }
        }
    }

    /// <summary>Remembers where the rows of a part of the log begin, so that they can be taken back.</summary>
    public void BeginPart() => (_mark, _markedRows) = (_writer.Mark(), Rows);

    /// <summary>Takes back the rows since <see cref="BeginPart"/>: nothing of a part that cannot be read to its end is used.</summary>
    public void DropPart()
    {
        _writer.Return(_mark);
        Rows = _markedRows;
    }

    /// <summary>Completes the file.</summary>
    public void Finish() => _writer.Finish();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Puts the rows in the order of their buckets, and says where each bucket ends.</summary>
    private int[] Order(EpisodeTable table)
    {
        if (_bucketOf.Length < table.Count)
        {
            (_bucketOf, _order) = (new int[table.Count], new int[table.Count]);
        }

        var bucketOf = _bucketOf.AsSpan(0, table.Count);
        _buckets.Of(table.MdpId, bucketOf);
        var next = new int[_buckets.Count + 1];
        foreach (var bucket in bucketOf)
        {
            next[bucket + 1]++;
        }

        for (var bucket = 1; bucket < next.Length; bucket++)
        {
            next[bucket] += next[bucket - 1];
        }

        for (var row = 0; row < bucketOf.Length; row++)
        {
            _order[next[bucketOf[row]]++] = row;
        }

        return next[..^1];
    }
}
