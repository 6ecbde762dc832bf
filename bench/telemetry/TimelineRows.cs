using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReAgent.Contracts.Work;
using ReAgent.Data.Features;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Grains;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Bench.Telemetry;

/// <summary>Rows of a log on their way to a timeline, by the product's own work items: a scan and a shard, with all that they tell.</summary>
internal sealed class TimelineRows : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
    private readonly ServiceProvider _provider;
    private readonly WorkServices _services;
    private readonly Ears _ears;
    private ImmutableArray<FileReference> _log;
    private LogLayout? _layout;

    public TimelineRows(Ears ears)
    {
        _ears = ears;
        _provider = new ServiceCollection().AddLogging().AddReAgentGrains(_folder, workers: 1).BuildServiceProvider();
        _services = _provider.GetRequiredService<WorkServices>() with { Logger = ears };
    }

    /// <summary>Writes the log: CartPole, played at random.</summary>
    public async Task Write(int rows)
    {
        _log = await Do(new WorkItem(CollectWork.KindName, 0, 1, 1, WorkJson.Write(new CollectWork.Options("CartPole-v0", rows, 200)), [], "log"));
        _layout = await LogLayout.Find([.. _log.Select(file => LogFile.At(_folder, file.Path))], new LogOptions());
    }

    /// <summary>Makes the timeline, in turns with nobody who listens and heard.</summary>
    /// <returns>Nanoseconds per row where nobody listens, the median ratio of the time when heard to that, and what was heard per thousand rows.</returns>
    public async Task<(double Silent, double Ratio, double Heard)> Compare(int rounds)
    {
        var taken = new List<(double Silent, double Heard)>();
        var before = 0L;
        for (var round = -2; round < rounds; round++)
        {
            before = round == 0 ? _ears.Heard : before;
            var silent = round % 2 == 0 ? await Make() : 0;
            _ears.Open();
            var heard = await Make();
            _ears.Close();
            silent = round % 2 == 0 ? silent : await Make();
            if (round >= 0)
            {
                taken.Add((silent, heard));
            }
        }

        var rows = (double)_log.Sum(file => file.Rows);
        return (
            Comparison.Median(taken, round => round.Silent) / rows,
            Comparison.Median(taken, round => round.Heard / round.Silent),
            (_ears.Heard - before) / (rounds * rows) * 1000);
    }

    public void Dispose()
    {
        _provider.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <returns>Nanoseconds.</returns>
    private async Task<double> Make()
    {
        var (log, timeline, layout) = (new LogOptions(), new TimelineOptions { Shards = 1 }, _layout!);
        var parts = layout.Files.SelectMany((file, index) => file.Parts.Select(part => new TimelineScanWork.ScanPart(index, part)));
        var buckets = HashBuckets.For(1, layout.Files.Sum(file => file.Parts.Sum(part => part.Bytes)), timeline.MemoryMb);
        var scan = new TimelineScanWork.Options("", layout.Episodes, buckets, log, null, [], [.. parts]);
        var states = FeatureSampleOptions.For(new PreprocessingOptions());
        var shard = new TimelineShardWork.Options("", timeline, log, null, 1, buckets, 0.8, 100, states, states, null);
        var began = Stopwatch.GetTimestamp();
        await Do(new WorkItem(TimelineScanWork.KindName, 0, 1, 1, WorkJson.Write(scan), _log, "made"));
        await Do(new WorkItem(TimelineShardWork.KindName, 0, 1, 1, WorkJson.Write(shard), _log, "made"));
        var elapsed = Stopwatch.GetElapsedTime(began);
        Directory.Delete(Path.Combine(_folder, "made"), recursive: true);
        return elapsed.TotalNanoseconds;
    }

    private async Task<ImmutableArray<FileReference>> Do(WorkItem item)
    {
        var status = await new WorkRun(item, _services).Completion;
        return status is { State: WorkState.Done, Manifest: { } manifest }
            ? manifest.Files
            : throw new InvalidOperationException($"{item.Kind}: {status.State}, {status.Failure}");
    }
}
