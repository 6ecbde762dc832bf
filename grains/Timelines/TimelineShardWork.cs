using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Data.Work;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Timelines;

/// <summary>Sorts and pairs one hash range of the episodes, and samples its features for normalization.</summary>
public sealed class TimelineShardWork(MemoryGate memory) : IWork
{
    // A row group under construction, unpacked and packed.
    private const long RowGroupBytes = 96L << 20;

    /// <summary>The kind's name and version.</summary>
    public const string KindName = "timeline-shard/2";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <inheritdoc/>
    public async Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var item = context.Item;
        var bytes = RowGroupBytes + ((long)(options.Timeline.MemoryMb + options.States.MemoryMb) << 20);
        using var place = await memory.Enter(bytes, context.CancellationToken).ConfigureAwait(false);
        using var shard = Open(context, options);
        var output = context.Store.Stage(item);
        var part = $"part-{item.Index:00000}.parquet";
        var files = new TimelineShardOutput(output.PathOf($"timeline/{part}"), output.PathOf($"multi_step_timeline/{part}"), output.PathOf($"quarantine/{part}"));
        var sampler = new TimelineSampler(EpisodeSplit.Training(options.TrainedShare), options.SampledPercent, options.States, options.Actions, item.Seed);
        var counts = await shard.Write(files, options.LongestEpisode, sampler, rows => context.Report(rows, 0), context.CancellationToken).ConfigureAwait(false);

        output.Add($"timeline/{part}", counts.Transitions);
        if (options.Timeline.Steps > 1)
        {
            output.Add($"multi_step_timeline/{part}", counts.Transitions);
        }

        if (counts.Quarantined.Count > 0)
        {
            output.Add($"quarantine/{part}", counts.Quarantined.Values.Sum());
        }

        Sample(output, $"features/state-{item.Index:00000}.sample", sampler.States);
        if (shard.Layout.ActionKind == ActionKind.Parametric)
        {
            Sample(output, $"features/action-{item.Index:00000}.sample", sampler.Actions);
        }

        return context.Publish(output, counts);
    }

    /// <summary>Opens the shard of an item.</summary>
    internal static TimelineShard Open(WorkContext context, Options options)
    {
        var folder = context.Store.Root.Resolve(context.Item.Folder);
        var partitions = Enumerable.Range(0, options.Scans).Select(index => Path.Combine(folder, TimelineScanWork.FileOf(index)));
        return new TimelineShard(partitions, options.Buckets, context.Item.Index, options.Timeline);
    }

    private static void Sample(StagedOutput output, string name, FeatureSample sample)
    {
        using (var file = File.Create(output.PathOf(name)))
        {
            sample.Write(file);
        }

        output.Add(name, sample.Rows);
    }

    /// <summary>What determines the timeline, beside input and shard.</summary>
    /// <param name="Places">What the folders on the way to the files of the log say of their rows, as a hash.</param>
    /// <param name="Timeline">How rows are paired.</param>
    /// <param name="Log">How files were read.</param>
    /// <param name="RewardExpression">What the reward was computed by; null for the log's own.</param>
    /// <param name="Scans">Number of scans that the log was read in.</param>
    /// <param name="Buckets">How they divided the rows.</param>
    /// <param name="TrainedShare">Share of the episodes that features are sampled from, 0 to 1.</param>
    /// <param name="SampledPercent">Share of these episodes' rows that features are sampled from, 0 to 100.</param>
    /// <param name="States">What is kept of the state features.</param>
    /// <param name="Actions">What is kept of the features of continuous actions.</param>
    /// <param name="LongestEpisode">Longer episodes are left out; null keeps all.</param>
    public sealed record Options(
        string Places,
        TimelineOptions Timeline,
        LogOptions Log,
        string? RewardExpression,
        int Scans,
        HashBuckets Buckets,
        double TrainedShare,
        double SampledPercent,
        FeatureSampleOptions States,
        FeatureSampleOptions Actions,
        long? LongestEpisode);
}
