using System.Diagnostics;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;

namespace ReAgent.Bench.Timeline;

/// <summary>What a run took and made.</summary>
internal sealed record JobResult(double Seconds, double CpuSeconds, long Rows, long ScratchBytes, long Bytes);

/// <summary>
/// The work items of a timeline job, in the order and of the sizes that the grains give them: scans of 64 MiB that divide the rows into scratch files,
/// then one item per shard that sorts and pairs them.
/// </summary>
internal sealed class TimelineJob(Arguments arguments, Phases phases)
{
    private const long ScanBytes = 64L << 20;

    private readonly LogOptions _log = new();
    private readonly TimelineOptions _timeline = new() { Shards = arguments.Shards, MemoryMb = arguments.MemoryMb };
    private readonly string _scratch = Path.Combine(arguments.Output, "scratch");

    public async Task<JobResult> Run()
    {
        Directory.CreateDirectory(_scratch);
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var files = LogFiles.Find(Environment.CurrentDirectory, [arguments.Log], _log);
        var layout = await LogLayout.Find(files, _log, ScanBytes);
        var bytes = layout.Files.Sum(file => file.Parts.Sum(part => part.Bytes));
        var buckets = HashBuckets.For(_timeline.Shards, bytes, _timeline.MemoryMb);
        phases.Add("0 plan", started);

        var scans = Divide(layout).ToArray();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = arguments.Threads };
        await Parallel.ForAsync(0, scans.Length, limit, async (index, _) => await Scan(scans[index], PartitionOf(index), layout.Episodes, buckets));
        var scratchBytes = Enumerable.Range(0, scans.Length).Sum(index => new FileInfo(PartitionOf(index)).Length);

        string[] partitions = [.. Enumerable.Range(0, scans.Length).Select(PartitionOf)];
        var counts = new TimelineCounts[buckets.Shards];
        await Parallel.ForAsync(0, buckets.Shards, limit, async (index, _) => counts[index] = await Shard(partitions, buckets, index));
        Directory.Delete(_scratch, recursive: true);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var written = Enumerable.Range(0, buckets.Shards).Sum(index => new FileInfo(PartOf(index)).Length);
        return new JobResult(seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, counts.Sum(count => count.Transitions), scratchBytes, written);
    }

    private string PartitionOf(int index) => Path.Combine(_scratch, $"scan-{index:00000}.part");

    private string PartOf(int index) => Path.Combine(arguments.Output, $"part-{index:00000}.parquet");

    /// <summary>A scan takes whole parts until it has enough.</summary>
    private static IEnumerable<List<(LogFile File, LogPart Part)>> Divide(LogLayout layout)
    {
        var (parts, bytes) = (new List<(LogFile, LogPart)>(), 0L);
        foreach (var (file, part) in layout.Files.SelectMany(file => file.Parts.Select(part => (file.File, part))))
        {
            if (bytes > 0 && bytes + part.Bytes > ScanBytes)
            {
                yield return parts;
                (parts, bytes) = ([], 0);
            }

            parts.Add((file, part));
            bytes += part.Bytes;
        }

        yield return parts;
    }

    private async Task Scan(List<(LogFile File, LogPart Part)> parts, string path, EpisodeLayout layout, HashBuckets buckets)
    {
        using var scan = new TimelineScan(path, layout, buckets);
        foreach (var (file, part) in parts)
        {
            var now = Stopwatch.GetTimestamp();
            await using var reader = await LogReader.Open(file, _log);
            var findings = new RowFindings();
            scan.BeginPart();
            await foreach (var rows in reader.Read(part, layout))
            {
                now = phases.Add("1 read", now);
                findings.Restart(rows.Table.Count);
                foreach (var problem in rows.Problems)
                {
                    findings.Note(problem.Row, problem.Reason, problem.Found);
                }

                scan.Add(rows.Table, findings);
                now = phases.Add("2 check, divide, write blocks", now);
            }
        }

        scan.Finish();
    }

    private async Task<TimelineCounts> Shard(string[] partitions, HashBuckets buckets, int index)
    {
        var now = Stopwatch.GetTimestamp();
        using var shard = new TimelineShard(partitions, buckets, index, _timeline);
        var states = FeatureSampleOptions.For(new PreprocessingOptions());
        var sampler = arguments.HasSketch ? new TimelineSampler(EpisodeSplit.Training(0.9), 100, states, states, seed: 1) : null;
        var observer = new Observer(sampler, () => now = phases.Add("3 read blocks, sort, pair", now), () => now = phases.Add("4 sketch", now));
        var part = PartOf(index);
        var counts = await shard.Write(
            new TimelineShardOutput(part, part + ".multi", part + ".quarantine"), null, observer, _ => now = phases.Add("5 gather, write Parquet", now), CancellationToken.None);
        now = phases.Add("5 gather, write Parquet", now);
        if (sampler is not null)
        {
            using (var file = File.Create(Path.Combine(arguments.Output, $"state-{index:00000}.sample")))
            {
                sampler.States.Write(file);
            }

            phases.Add("6 write sketch", now);
        }

        return counts;
    }

    /// <summary>Stands where the sampler does, with or without one.</summary>
    private sealed class Observer(TimelineSampler? sampler, Action paired, Action sampled) : ITimelineObserver
    {
        public void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
        {
            paired();
            if (sampler is not null)
            {
                sampler.See(table, pairs);
                sampled();
            }
        }
    }
}
