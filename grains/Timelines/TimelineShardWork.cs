using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Timelines;

/// <summary>Sorts and pairs one hash range of the episodes, and samples its features for normalization.</summary>
public sealed class TimelineShardWork : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "timeline-shard/1";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <inheritdoc/>
    public async Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var item = context.Item;
        var rows = await ReadRange(context, new MdpRange(item.Index, item.Count)).ConfigureAwait(false);
        var timeline = TimelineBuilder.Build(rows, options.Timeline);

        var output = context.Store.Stage(item);
        var part = $"part-{item.Index:00000}";
        await TimelineFiles.Write(output.PathOf($"timeline/{part}.parquet"), timeline, context.CancellationToken).ConfigureAwait(false);
        output.Add($"timeline/{part}.parquet", timeline.Pairs.Count);
        if (timeline.Quarantined.Count > 0)
        {
            await EpisodeFiles.Write(output.PathOf($"quarantine/{part}.parquet"), timeline.Quarantined, timeline.Reasons, context.CancellationToken).ConfigureAwait(false);
            output.Add($"quarantine/{part}.parquet", timeline.Quarantined.Count);
        }

        var trained = EpisodeSplit.Training(options.TrainedShare);
        Sample($"features/state-{item.Index:00000}.sample", TimelineSamples.OfStates(timeline, trained, options.SampledPercent, options.SampleSize, item.Seed));
        if (rows.ActionKind == ActionKind.Parametric)
        {
            Sample($"features/action-{item.Index:00000}.sample", TimelineSamples.OfActions(timeline, trained, options.SampledPercent, options.SampleSize, item.Seed));
        }

        return context.Publish(output, timeline.Counts);

        void Sample(string name, FeatureSample sample)
        {
            using (var file = File.Create(output.PathOf(name)))
            {
                sample.Write(file);
            }

            output.Add(name, sample.Rows);
        }
    }

    /// <summary>Stops the job when more rows were set aside than the config allows.</summary>
    /// <exception cref="InvalidDataException">Too many; the message has the table of reasons.</exception>
    public static void CheckQuarantine(TimelineCounts counts, TimelineOptions options)
    {
        var rows = counts.Quarantined.Values.Sum();
        if (rows > options.MaxQuarantinedShare * counts.RowsRead)
        {
            var reasons = string.Join("; ", counts.Quarantined.Select(reason => $"{reason.Value:N0} × {reason.Key}"));
            throw new InvalidDataException(
                $"{rows:N0} of {counts.RowsRead:N0} logged rows ({(double)rows / counts.RowsRead:P1}) cannot be used, and the limit is {options.MaxQuarantinedShare:P1} (timeline.max_quarantined_share). Reasons: {reasons}. The rows are under quarantine/, each with its reason.");
        }

        if (counts.Transitions == 0)
        {
            throw new InvalidDataException($"The log holds no usable decision: {counts.RowsRead:N0} rows were read.");
        }
    }

    private static async Task<EpisodeTable> ReadRange(WorkContext context, MdpRange range)
    {
        EpisodeTable? rows = null;
        var inputs = context.Item.Inputs;
        if (inputs.IsEmpty)
        {
            throw new InvalidDataException("There are no logged episodes to make a timeline from.");
        }

        for (var index = 0; index < inputs.Length; index++)
        {
            var part = await EpisodeFiles.Read(context.PathOf(inputs[index]), range, context.CancellationToken).ConfigureAwait(false);
            if (rows is not null && rows.ActionKind != part.ActionKind)
            {
                throw new InvalidDataException($"{inputs[index].Path}: actions are {part.ActionKind}, but in {inputs[0].Path} they are {rows.ActionKind}. One log has one kind of action.");
            }

            if (rows is null)
            {
                rows = part;
            }
            else
            {
                for (var row = 0; row < part.Count; row++)
                {
                    rows.Append(part, row);
                }
            }

            context.Report(rows.Count, 0);
        }

        context.Report(rows!.Count, rows.Count);
        return rows;
    }

    /// <summary>What determines the timeline, beside input and shard.</summary>
    /// <param name="Timeline">How rows are paired.</param>
    /// <param name="TrainedShare">Share of the episodes that features are sampled from, 0 to 1.</param>
    /// <param name="SampledPercent">Share of these episodes' rows that features are sampled from, 0 to 100.</param>
    /// <param name="SampleSize">Values sampled per feature.</param>
    public sealed record Options(TimelineOptions Timeline, double TrainedShare, double SampledPercent, int SampleSize);
}
