using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReAgent.Contracts.Work;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Data.Work;

namespace ReAgent.Grains.Timelines;

/// <summary>How the log is read and divided: a function of the files and the options alone.</summary>
/// <param name="Inputs">All files of the log.</param>
/// <param name="Places">What the folders on the way to the files say of their rows, as a hash; empty when they say nothing.</param>
/// <param name="Layout">Columns of the rows.</param>
/// <param name="Buckets">How rows are divided.</param>
/// <param name="Scans">What each scan reads: which of the files, and which parts of these.</param>
/// <param name="Damaged">Files that cannot be opened and are left out.</param>
internal sealed record TimelinePlan(
    ImmutableArray<FileReference> Inputs, string Places, EpisodeLayout Layout, HashBuckets Buckets, ImmutableArray<TimelinePlan.Scan> Scans, ImmutableArray<LogDamage> Damaged)
{
    /// <summary>About as much as one scan reads.</summary>
    private const long ScanBytes = 64L << 20;

    /// <summary>Opens all files and plans the job.</summary>
    public static async Task<TimelinePlan> Make(
        DataRoot root, ImmutableArray<FileReference> inputs, LogOptions log, TimelineOptions timeline, string? rewardExpression, CancellationToken cancellationToken)
    {
        if (inputs.IsEmpty)
        {
            throw new InvalidDataException("There are no logged episodes to make a timeline from.");
        }

        LogFile[] files = [.. inputs.Select(input => LogFile.At(root.FullPath, input.Path))];
        var layout = await LogLayout.Find(files, log, ScanBytes, cancellationToken).ConfigureAwait(false);
        CheckExpressions(layout.Episodes, timeline, rewardExpression);
        var indexes = files.Index().ToDictionary(file => file.Item.Path, file => file.Index, StringComparer.Ordinal);
        var bytes = layout.Files.Sum(file => file.Parts.Sum(part => part.Bytes));
        return new TimelinePlan(
            inputs, PlacesOf(files), layout.Episodes, HashBuckets.For(timeline.Shards, bytes, timeline.MemoryMb), [.. Divide(layout.Files, indexes, inputs)], layout.Damaged);
    }

    // Folders such as user=7 are columns of the rows below them, which the checksums of the files do not cover.
    private static string PlacesOf(IEnumerable<LogFile> files)
    {
        string[] places = [.. files.Select(file => string.Join('/', file.Partitions.Select(partition => $"{partition.Key}={partition.Value}")))];
        return places.All(place => place.Length == 0) ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', places))));
    }

    // Before any row is read: what is wrong with an expression can be said now.
    private static void CheckExpressions(EpisodeLayout layout, TimelineOptions timeline, string? rewardExpression)
    {
        RuleTallies.Check(timeline.ValidateInput, EpisodeColumns.SchemaOf(layout));
        RuleTallies.Check(timeline.ValidateOutput, TimelineColumns.SchemaOf(layout));
        if (rewardExpression is not null)
        {
            _ = new RewardRule(rewardExpression, layout);
        }
    }

    private static IEnumerable<Scan> Divide(ImmutableArray<LogSummary> files, Dictionary<string, int> indexes, ImmutableArray<FileReference> inputs)
    {
        var (read, parts, bytes) = (new List<FileReference>(), new List<TimelineScanWork.ScanPart>(), 0L);
        foreach (var (file, part) in files.SelectMany(file => file.Parts.Select(part => (file.File, part))))
        {
            // A scan takes whole parts until it has enough, so that a thousand small files do not make a thousand items.
            if (bytes > 0 && bytes + part.Bytes > ScanBytes)
            {
                yield return new Scan([.. read], [.. parts]);
                (read, parts, bytes) = ([], [], 0);
            }

            var input = inputs[indexes[file.Path]];
            if (read.Count == 0 || read[^1] != input)
            {
                read.Add(input);
            }

            parts.Add(new TimelineScanWork.ScanPart(read.Count - 1, part));
            bytes += Math.Max(1, part.Bytes);
        }

        if (parts.Count > 0)
        {
            yield return new Scan([.. read], [.. parts]);
        }
    }

    /// <summary>What one scan reads.</summary>
    internal sealed record Scan(ImmutableArray<FileReference> Inputs, ImmutableArray<TimelineScanWork.ScanPart> Parts);
}
