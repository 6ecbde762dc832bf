using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Timelines;
using ReAgent.Contracts.Work;
using ReAgent.Data.Features;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>Scans read and divide the log; then every shard sorts and pairs its hash range of the episodes.</summary>
internal sealed class TimelineStage : IStage
{
    public Stage Stage => Stage.Timeline;

    public string Unit => "rows";

    public ImmutableArray<string> Folders => ["timeline", "multi_step_timeline", "quarantine", "features"];

    public bool Applies(ExperimentConfig config) => true;

    public async Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        var options = context.Config.Timeline;
        if (Of(soFar, TimelineShardWork.KindName).Any())
        {
            TimelineCheck.Quarantine(Counts(soFar), options);
            TimelineCheck.Rules("timeline", options.ValidateOutput, TimelineColumns.SchemaOf((await context.TimelinePlan()).Layout), [.. ShardCounts(soFar).Select(counts => counts.Rules)]);
            return [];
        }

        var plan = await context.TimelinePlan();
        if (soFar.IsEmpty)
        {
            // Where the shards are done, the scans need not be done again only for their scratch files.
            var shards = ShardsIfDone(context, plan);
            return shards.IsEmpty ? Scans(context, plan) : shards;
        }

        TimelineCheck.Rules("log", options.ValidateInput, EpisodeColumns.SchemaOf(plan.Layout), [.. ScanSummaries(soFar).Select(scan => scan.Rules)]);
        if (options.OutlierEpisodeLengthPercentile is not { } percentile)
        {
            return Shards(context, plan, TimelineShardWork.KindName, null);
        }

        var lengths = Of(soFar, TimelineLengthsWork.KindName).ToArray();
        return lengths.Length == 0
            ? Shards(context, plan, TimelineLengthsWork.KindName, null)
            : Shards(context, plan, TimelineShardWork.KindName, Longest(lengths, percentile));
    }

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => item.Kind == TimelineScanWork.KindName
        ? grains.GetGrain<ITimelineScanGrain>(item.GrainKey())
        : grains.GetGrain<ITimelineShardGrain>(item.GrainKey());

    public ImmutableArray<WorkManifest> Outcome(ImmutableArray<WorkManifest> manifests) => [.. Of(manifests, TimelineShardWork.KindName)];

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var counts = Counts(manifests);
        var lines = ImmutableArray.CreateBuilder<SummaryLine>();
        lines.Add(new("rows", $"{counts.Transitions:N0} transitions of {counts.Episodes:N0} episodes ({counts.Terminated:N0} ended, {counts.Truncated:N0} cut off)"));
        if (counts.OutlierEpisodes > 0)
        {
            lines.Add(new("outliers", $"{counts.OutlierEpisodes:N0} episodes left out for their length"));
        }

        if (counts.Repeated > 0)
        {
            lines.Add(new("repeated", $"{Rows(counts.Repeated)} read before, all the same: used once"));
        }

        foreach (var (reason, rows) in counts.Quarantined)
        {
            lines.Add(new("set aside", $"{Rows(rows)}: {reason}"));
        }

        foreach (var damage in context.DamagedLogs.Concat(ScanSummaries(manifests).SelectMany(scan => scan.Damaged)))
        {
            lines.Add(new("damaged", $"{damage}"));
        }

        return lines.ToImmutable();
    }

    /// <summary>What the shards read, kept and set aside.</summary>
    public static TimelineCounts Counts(ImmutableArray<WorkManifest> manifests) =>
        TimelineCounts.Sum(ShardCounts(manifests));

    private static string Rows(long rows) => rows == 1 ? "1 row" : $"{rows:N0} rows";

    private static IEnumerable<TimelineCounts> ShardCounts(ImmutableArray<WorkManifest> manifests) =>
        Of(manifests, TimelineShardWork.KindName).Select(manifest => WorkJson.Read<TimelineCounts>(manifest.Summary));

    private static IEnumerable<TimelineScanWork.Summary> ScanSummaries(ImmutableArray<WorkManifest> manifests) =>
        Of(manifests, TimelineScanWork.KindName).Select(manifest => WorkJson.Read<TimelineScanWork.Summary>(manifest.Summary));

    private static IEnumerable<WorkManifest> Of(ImmutableArray<WorkManifest> manifests, string kind) => manifests.Where(manifest => manifest.Kind == kind);

    private static long? Longest(IEnumerable<WorkManifest> lengths, double percentile)
    {
        var episodes = new Dictionary<int, long>();
        foreach (var (length, count) in lengths.SelectMany(manifest => WorkJson.Read<TimelineLengthsWork.Summary>(manifest.Summary).Episodes))
        {
            episodes[length] = episodes.GetValueOrDefault(length) + count;
        }

        return OutlierLength.Find(episodes, percentile);
    }

    private static ImmutableArray<WorkItem> Scans(StageContext context, TimelinePlan plan) =>
    [
        .. plan.Scans.Select((scan, index) => context.Item(
            TimelineScanWork.KindName, index, plan.Scans.Length, new TimelineScanWork.Options(
                plan.Places, plan.Layout, plan.Buckets, context.Config.Log, context.Config.RewardOptions.CustomRewardExpression, context.Config.Timeline.ValidateInput, scan.Parts),
            scan.Inputs)),
    ];

    private static ImmutableArray<WorkItem> Shards(StageContext context, TimelinePlan plan, string kind, long? longest)
    {
        var config = context.Config;
        var (states, actions) = (config.Model.StatePreprocessing, config.Model.ActionPreprocessing);
        var options = new TimelineShardWork.Options(
            plan.Places,
            config.Timeline,
            config.Log,
            config.RewardOptions.CustomRewardExpression,
            plan.Scans.Length,
            plan.Buckets,
            config.InputTableSpec.Trained,
            states.Tablesample ?? 100,
            FeatureSampleOptions.For(states),
            FeatureSampleOptions.For(actions ?? states),
            longest);
        return [.. Enumerable.Range(0, plan.Buckets.Shards).Select(index => context.Item(kind, index, plan.Buckets.Shards, options, plan.Inputs))];
    }

    private static ImmutableArray<WorkItem> ShardsIfDone(StageContext context, TimelinePlan plan)
    {
        long? longest = null;
        if (context.Config.Timeline.OutlierEpisodeLengthPercentile is { } percentile)
        {
            var lengths = Shards(context, plan, TimelineLengthsWork.KindName, null).Select(context.Store.Find).ToArray();
            if (lengths.Contains(null))
            {
                return [];
            }

            longest = Longest(lengths!, percentile);
        }

        var shards = Shards(context, plan, TimelineShardWork.KindName, longest);
        return shards.All(shard => context.Store.Find(shard) is not null) ? shards : [];
    }
}
