using System.Collections.Immutable;
using ReAgent.Data.Episodes;
using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;

namespace ReAgent.Client.Tests.Documentation;

/// <summary>Rows of a log that a page shows, read as a user's log is, and the timeline job on them.</summary>
internal sealed class ExampleRows : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-documentation-").FullName;

    /// <summary>Writes the lines to a file, and reads it.</summary>
    public static async Task<ExampleRows> Read(string lines, LogOptions options)
    {
        var example = new ExampleRows();
        await File.WriteAllTextAsync(Path.Combine(example._folder, "rows.jsonl"), lines);
        (example.Table, example.Problems) = await Read(example._folder, "rows.jsonl", options);
        return example;
    }

    /// <summary>All rows.</summary>
    public EpisodeTable Table { get; private set; } = new(ActionKind.Discrete);

    /// <summary>What is wrong with them.</summary>
    public ImmutableArray<RowProblem> Problems { get; private set; } = [];

    /// <summary>Reads all rows of a log.</summary>
    public static async Task<(EpisodeTable Table, ImmutableArray<RowProblem> Problems)> Read(string folder, string pattern, LogOptions options)
    {
        var layout = await LogLayout.Find(LogFiles.Find(folder, [pattern], options), options);
        var table = new EpisodeTable(layout.Episodes);
        var problems = ImmutableArray.CreateBuilder<RowProblem>();
        foreach (var (file, _, _, parts) in layout.Files)
        {
            await using var reader = await LogReader.Open(file, options);
            foreach (var part in parts)
            {
                await foreach (var rows in reader.Read(part, layout.Episodes))
                {
                    problems.AddRange(rows.Problems);
                    table.Append(rows.Table, 0, rows.Table.Count);
                }
            }
        }

        return (table, problems.ToImmutable());
    }

    /// <summary>Makes a timeline of the rows and asks the rules about it.</summary>
    public async Task<(TimelineCounts Counts, IReadOnlyList<RuleVerdict> Verdicts)> Timeline(TimelineOptions options)
    {
        var buckets = new HashBuckets(Shards: 1, PerShard: 1);
        var partition = Path.Combine(_folder, "scan.part");
        using (var scan = new TimelineScan(partition, Table.Layout, buckets))
        {
            var findings = new RowFindings();
            findings.Restart(Table.Count);
            scan.Add(Table, findings);
            scan.Finish();
        }

        using var shard = new TimelineShard([partition], buckets, 0, options);
        var output = new TimelineShardOutput(Path.Combine(_folder, "timeline.parquet"), Path.Combine(_folder, "steps.parquet"), Path.Combine(_folder, "quarantine.parquet"));
        var counts = await shard.Write(output, null, new Nobody(), _ => { }, CancellationToken.None);
        return (counts, [.. RuleTallies.Verdicts(options.ValidateOutput, TimelineColumns.SchemaOf(Table.Layout), [counts.Rules])]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Nobody : ITimelineObserver
    {
        public void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
        {
        }
    }
}
