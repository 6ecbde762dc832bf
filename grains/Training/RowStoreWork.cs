using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Grains.Features;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Training;

/// <summary>
/// Normalizes the timeline and packs it into row stores, one per share of the episodes, which every trainer and the evaluation read afterwards.
/// Memory is bounded by a row group of the timeline.
/// </summary>
public sealed class RowStoreWork : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "row-store/1";

    /// <summary>Rows to train on.</summary>
    public const string TrainFile = "rows/train.rows";

    /// <summary>Rows to compare settings on; only there when a share was set aside for them.</summary>
    public const string TestFile = "rows/test.rows";

    /// <summary>Rows held out for evaluation; only there when a share was set aside for them.</summary>
    public const string HeldOutFile = "rows/heldout.rows";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <inheritdoc/>
    public async Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var encoding = Encodings.For(
            options.ActionNames,
            options.SetMissingValueToZero,
            options.Metrics,
            context.PathOf(context.Item.Inputs.First(input => Path.GetFileName(input.Path) == NormalizationWork.StateFile)),
            context.Item.Inputs.FirstOrDefault(input => Path.GetFileName(input.Path) == NormalizationWork.ActionFile) is { } actions ? context.PathOf(actions) : null,
            options.Ids);
        if (encoding.Layout.StateWidth == 0)
        {
            throw new InvalidDataException(
                $"No state feature to learn from: table_sample is {options.TrainedShare:P0} of the episodes, and none of the log's features has enough values in them.");
        }

        var timeline = context.Item.Inputs.Where(input => input.Path.EndsWith(".parquet", StringComparison.Ordinal)).ToArray();
        (string Name, EpisodeSplit Split)[] shares =
        [
            (TrainFile, EpisodeSplit.Training(options.TrainedShare)),
            .. options.TestShare > 0 ? [(TestFile, EpisodeSplit.Test(options.TestShare, options.HeldOutShare))] : Array.Empty<(string, EpisodeSplit)>(),
            .. options.HeldOutShare > 0 ? [(HeldOutFile, EpisodeSplit.HeldOut(options.HeldOutShare))] : Array.Empty<(string, EpisodeSplit)>(),
        ];
        var output = context.Store.Stage(context.Item);
        var writers = new List<RowStoreWriter>();
        var reader = new TransitionReader(encoding);
        try
        {
            foreach (var share in shares)
            {
                writers.Add(new RowStoreWriter(output.PathOf(share.Name), encoding.Layout, encoding.Fingerprint, encoding.State.Layout.FeatureIds));
            }

            var total = timeline.Sum(part => part.Rows);
            await foreach (var (split, rows) in reader
                .Read(timeline.Select(context.PathOf), [.. shares.Select(share => share.Split)], context.CancellationToken).ConfigureAwait(false))
            {
                writers[split].Add(rows.Rows, rows.EpisodeIds);
                context.Report(writers.Sum(writer => writer.Count), total);
            }

            if (writers[0].Count == 0)
            {
                throw new InvalidDataException($"No row to train on: table_sample is {options.TrainedShare:P0} of the episodes, and none of the log's falls into it.");
            }

            foreach (var (writer, share) in writers.Zip(shares))
            {
                writer.Finish();
                output.Add(share.Name, writer.Count);
            }
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }

        return context.Publish(output, new Summary([.. writers.Zip(shares, (writer, share) => new Share(share.Name, writer.Count, writer.Episodes))], reader.UnknownIds));
    }

    /// <summary>What determines the rows, beside timeline and normalization.</summary>
    /// <param name="ActionNames">Names of the discrete actions, in index order; empty when actions are continuous.</param>
    /// <param name="SetMissingValueToZero">Whether a missing feature counts as a value of 0.</param>
    /// <param name="Metrics">Metrics to keep beside the reward.</param>
    /// <param name="Ids">How lists of ids follow the state features; null where there are none.</param>
    /// <param name="TrainedShare">Share of the episodes to train on, 0 to 1.</param>
    /// <param name="TestShare">Share of the episodes to compare settings on, 0 to 1.</param>
    /// <param name="HeldOutShare">Share of the episodes held out, 0 to 1.</param>
    public sealed record Options(
        IReadOnlyList<string> ActionNames, bool SetMissingValueToZero, IReadOnlyList<string> Metrics, IdEncoding? Ids, double TrainedShare, double TestShare, double HeldOutShare);

    /// <summary>What was packed.</summary>
    /// <param name="Shares">One entry per file.</param>
    /// <param name="UnknownIds">Ids in the rows' states that have no row in their table and are left out.</param>
    public sealed record Summary(IReadOnlyList<Share> Shares, long UnknownIds = 0);

    /// <summary>One file of rows.</summary>
    /// <param name="File">Its name.</param>
    /// <param name="Rows">Its rows.</param>
    /// <param name="Episodes">The episodes that they belong to.</param>
    public sealed record Share(string File, long Rows, int Episodes);
}
