using System.Collections.Immutable;
using Parquet;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Timelines;

namespace ReAgent.Data.Tests.Timelines;

/// <summary>A whole timeline job on a table: scans, shards, files, and the files read again.</summary>
internal sealed class TimelineJob : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-timeline-").FullName;

    private TimelineJob()
    {
    }

    /// <summary>What the shards counted.</summary>
    public TimelineCounts Counts { get; private set; } = new();

    /// <summary>What the rules saw, shard after shard.</summary>
    public IReadOnlyList<ImmutableArray<RuleTallyState>> Rules { get; private set; } = [];

    /// <summary>The timeline, shard after shard, row group after row group.</summary>
    public List<TimelineTable> Tables { get; } = [];

    /// <summary>Paths of the shards' parts.</summary>
    public List<string> Parts { get; } = [];

    /// <summary>Paths of the shards' parts of the multi-step timeline.</summary>
    public List<string> MultiStepParts { get; } = [];

    /// <summary>Paths of the rows that the shards set aside.</summary>
    public List<string> QuarantineParts { get; } = [];

    /// <summary>Rows of the timeline in words.</summary>
    public IEnumerable<string> Rows => Tables.SelectMany(table => Enumerable.Range(0, table.Count).Select(row =>
        $"{table.MdpId[row]} {table.SequenceNumber[row]} {table.Action[row]} {table.Reward[row]} {Map(table.State, row)} -> {table.NextAction[row]} {Map(table.NextState, row)} {table.TimeDiff[row]} {table.NotTerminal[row]}"));

    /// <summary>Does the job.</summary>
    /// <param name="table">Logged rows.</param>
    /// <param name="options">How they are paired.</param>
    /// <param name="scans">Number of scans that share the rows.</param>
    /// <param name="bucketsPerShard">Number of buckets of each shard.</param>
    /// <param name="longestEpisode">Longer episodes are left out.</param>
    public static async Task<TimelineJob> Run(EpisodeTable table, TimelineOptions options, int scans = 1, int bucketsPerShard = 1, long? longestEpisode = null)
    {
        var job = new TimelineJob();
        var buckets = new HashBuckets(options.Shards, bucketsPerShard);
        var partitions = job.Scan(table, buckets, scans);
        var counts = new List<TimelineCounts>();
        for (var index = 0; index < options.Shards; index++)
        {
            using var shard = new TimelineShard(partitions, buckets, index, options);
            var output = new TimelineShardOutput(Path.Combine(job._folder, $"part-{index}.parquet"), Path.Combine(job._folder, $"multi-{index}.parquet"), Path.Combine(job._folder, $"quarantine-{index}.parquet"));
            counts.Add(await shard.Write(output, longestEpisode, new Nobody(), _ => { }, CancellationToken.None));
            job.Parts.Add(output.Timeline);
            job.MultiStepParts.Add(output.MultiStep);
            job.QuarantineParts.Add(output.Quarantine);
            await foreach (var part in TimelineFiles.Read(output.Timeline))
            {
                job.Tables.Add(part);
            }
        }

        job.Counts = TimelineCounts.Sum(counts);
        job.Rules = [.. counts.Select(part => part.Rules)];
        return job;
    }

    /// <summary>The lengths that the shards find.</summary>
    public static Dictionary<int, long> Lengths(EpisodeTable table, int shards)
    {
        using var job = new TimelineJob();
        var buckets = new HashBuckets(shards, 2);
        var partitions = job.Scan(table, buckets, 2);
        var lengths = new Dictionary<int, long>();
        for (var index = 0; index < shards; index++)
        {
            using var shard = new TimelineShard(partitions, buckets, index, new TimelineOptions { Shards = shards });
            foreach (var (length, episodes) in shard.EpisodeLengths(CancellationToken.None))
            {
                lengths[length] = lengths.GetValueOrDefault(length) + episodes;
            }
        }

        return lengths;
    }

    /// <summary>A column of a file.</summary>
    public static async Task<Column> Read(string path, string name, ColumnShape shape)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        var column = shape.Create();
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            await ColumnReader.Read(group, reader.Schema.Fields.Single(field => field.Name == name), shape, column, default);
        }

        return column;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Map(MapColumn<long> column, int row) => string.Join(",", column.Keys(row).ToArray().Zip(column.Values(row).ToArray(), (key, value) => $"{key}:{value}"));

    private List<string> Scan(EpisodeTable table, HashBuckets buckets, int scans)
    {
        var paths = new List<string>();
        for (var scan = 0; scan < scans; scan++)
        {
            paths.Add(Path.Combine(_folder, $"scan-{scan}.part"));
            using var writer = new TimelineScan(paths[^1], table.Layout, buckets);
            var rows = LoggedRows.Reordered(table, Enumerable.Range(0, table.Count).Where(row => row % scans == scan));
            var findings = new RowFindings();
            findings.Restart(rows.Count);
            writer.Add(rows, findings);
            writer.Finish();
        }

        return paths;
    }

    private sealed class Nobody : ITimelineObserver
    {
        public void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
        {
        }
    }
}
