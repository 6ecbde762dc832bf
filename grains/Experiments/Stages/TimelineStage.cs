using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Timelines;
using ReAgent.Contracts.Work;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>Every shard sorts and pairs its hash range of the episodes.</summary>
internal sealed class TimelineStage : IStage
{
    public Stage Stage => Stage.Timeline;

    public string Unit => "rows";

    public bool Applies(ExperimentConfig config) => true;

    public async Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        if (!soFar.IsEmpty)
        {
            TimelineShardWork.CheckQuarantine(Counts(soFar), context.Config.Timeline);
            return [];
        }

        var config = context.Config;
        var inputs = config.Episodes.IsEmpty
            ? context.FilesOf(Stage.Collect, "episodes")
            : await LoggedEpisodes.Find(context.Store.Root, context.Spec.Base, config.Episodes, context.Pool);
        var shards = config.Timeline.Shards;
        var options = new TimelineShardWork.Options(
            config.Timeline, config.InputTableSpec.Trained, config.Model.StatePreprocessing.Tablesample ?? 100, config.Model.StatePreprocessing.NumSamples);
        return [.. Enumerable.Range(0, shards).Select(index => context.Item(TimelineShardWork.KindName, index, shards, options, inputs))];
    }

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => grains.GetGrain<ITimelineShardGrain>(item.GrainKey());

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var counts = Counts(manifests);
        var lines = ImmutableArray.CreateBuilder<SummaryLine>();
        lines.Add(new("rows", $"{counts.Transitions:N0} transitions of {counts.Episodes:N0} episodes ({counts.Terminated:N0} ended, {counts.Truncated:N0} cut off)"));
        foreach (var (reason, rows) in counts.Quarantined)
        {
            lines.Add(new("set aside", $"{rows:N0} rows: {reason}"));
        }

        return lines.ToImmutable();
    }

    /// <summary>What the shards read, kept and set aside.</summary>
    public static TimelineCounts Counts(ImmutableArray<WorkManifest> manifests) =>
        TimelineCounts.Sum(manifests.Select(manifest => WorkJson.Read<TimelineCounts>(manifest.Summary)));
}
