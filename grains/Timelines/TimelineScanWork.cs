using System.Collections.Immutable;
using ReAgent.Contracts.Work;
using ReAgent.Data.Episodes;
using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Timelines;

/// <summary>Reads parts of the log, checks their rows, and divides them by hash of <c>mdp_id</c> for the shards.</summary>
public sealed class TimelineScanWork(MemoryGate memory) : IWork
{
    // A chunk is in memory packed, as pages, as columns with their levels, and divided; the packed form is the smallest of these.
    private const int CopiesOfChunk = 8;
    private const long TextChunkBytes = 16L << 20;

    /// <summary>The kind's name and version.</summary>
    public const string KindName = "timeline-scan/1";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <summary>Where an item leaves its rows, relative to the experiment's folder.</summary>
    public static string FileOf(int index) => $"{WorkFolders.Scratch}/scan-{index:00000}.part";

    /// <inheritdoc/>
    public async Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var output = context.Store.Stage(context.Item);
        var name = FileOf(context.Item.Index);
        var damaged = new List<LogDamage>();
        var rules = Rules(options);
        using (var scan = new TimelineScan(output.PathOf(name), options.Layout, options.Buckets))
        {
            foreach (var part in options.Parts)
            {
                try
                {
                    rules.Merge(await Read(context, options, part, scan).ConfigureAwait(false));
                }
                catch (DamagedLogException e) when (options.Log.OnDamagedFile == DamagedFilePolicy.Skip)
                {
                    scan.DropPart();
                    damaged.Add(e.Damage);
                }
            }

            scan.Finish();
            output.AddScratch(name, scan.Rows);
            return context.Publish(output, new Summary(scan.Rows, [.. damaged], rules.States));
        }
    }

    private static RuleTallies Rules(Options options) => new(options.Rules, EpisodeColumns.SchemaOf(options.Layout));

    /// <summary>Reads a part to its end, and says what the rules for the log have seen of it.</summary>
    private async Task<RuleTallies> Read(WorkContext context, Options options, ScanPart part, TimelineScan scan)
    {
        var rules = Rules(options);
        var reward = options.RewardExpression is { } expression ? new RewardRule(expression, options.Layout) : null;
        var file = LogFile.At(context.Store.Root.FullPath, context.Item.Inputs[part.Input].Path);
        await using var reader = await LogReader.Open(file, options.Log, context.CancellationToken).ConfigureAwait(false);
        var chunk = file.Format == LogFormat.Parquet ? reader.Parts(1).Max(group => group.Bytes) : TextChunkBytes;
        using var place = await memory.Enter(CopiesOfChunk * chunk, context.CancellationToken).ConfigureAwait(false);
        var findings = new RowFindings();
        scan.BeginPart();
        await foreach (var rows in reader.Read(part.Part, options.Layout, context.CancellationToken).ConfigureAwait(false))
        {
            findings.Restart(rows.Table.Count);
            foreach (var problem in rows.Problems)
            {
                findings.Note(problem.Row, problem.Reason, problem.Found);
            }

            rules.Add(new EpisodeColumns(rows.Table), rows.Table.Count);
            reward?.Apply(rows.Table, findings);
            scan.Add(rows.Table, findings);
            context.Report(scan.Rows, 0);
        }

        return rules;
    }

    /// <summary>What determines the rows, beside the files.</summary>
    /// <param name="Places">What the folders on the way to the files of the log say of their rows, as a hash.</param>
    /// <param name="Layout">Columns of the rows.</param>
    /// <param name="Buckets">How rows are divided.</param>
    /// <param name="Log">How files are read.</param>
    /// <param name="RewardExpression">What the reward is computed by; null for the log's own.</param>
    /// <param name="Rules">Rules that the log must satisfy.</param>
    /// <param name="Parts">What to read, in order.</param>
    public sealed record Options(
        string Places, EpisodeLayout Layout, HashBuckets Buckets, LogOptions Log, string? RewardExpression, ImmutableArray<string> Rules, ImmutableArray<ScanPart> Parts);

    /// <summary>A part of one of the item's inputs.</summary>
    /// <param name="Input">Which input.</param>
    /// <param name="Part">Which part of it.</param>
    public sealed record ScanPart(int Input, LogPart Part);

    /// <summary>What was read.</summary>
    /// <param name="Rows">Rows.</param>
    /// <param name="Damaged">What could not be read and was left out.</param>
    /// <param name="Rules">What the rules have seen, in their order.</param>
    public sealed record Summary(long Rows, ImmutableArray<LogDamage> Damaged, ImmutableArray<RuleTallyState> Rules);
}
