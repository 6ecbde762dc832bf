using System.Collections.Immutable;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.Layouts;

namespace ReAgent.Data.Logs;

/// <summary>What the files of a log have in common: the columns of its episodes; and what each file has.</summary>
/// <param name="Episodes">Columns that the rows of all files get.</param>
/// <param name="Files">The files that can be read, in the order given.</param>
/// <param name="Damaged">The files that cannot be opened; none unless <see cref="LogOptions.OnDamagedFile"/> is to skip them.</param>
public sealed record LogLayout(EpisodeLayout Episodes, ImmutableArray<LogSummary> Files, ImmutableArray<LogDamage> Damaged)
{
    /// <summary>Size of the parts that files are split into unless asked otherwise: 128 MiB.</summary>
    public const long DefaultPartBytes = 128L << 20;

    /// <summary>Opens every file, without reading its rows beyond what tells the types, and finds the layout that all of them fit.</summary>
    /// <param name="files">The files of the log.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="partBytes">Size of the parts that the files are split into.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="LogLayoutException">Columns are missing or of the wrong type; it lists all.</exception>
    /// <exception cref="DamagedLogException">A file cannot be opened, and damaged files are not to be skipped.</exception>
    public static async Task<LogLayout> Find(
        IReadOnlyList<LogFile> files, LogOptions options, long partBytes = DefaultPartBytes, CancellationToken cancellationToken = default)
    {
        var summaries = new List<LogSummary>();
        var damaged = new List<LogDamage>();
        foreach (var file in files)
        {
            try
            {
                await using var reader = await LogReader.Open(file, options, cancellationToken).ConfigureAwait(false);
                summaries.Add(new LogSummary(file, reader.Rows, [.. reader.Columns], [.. reader.Parts(partBytes)]));
            }
            catch (DamagedLogException e) when (options.OnDamagedFile == DamagedFilePolicy.Skip)
            {
                damaged.Add(e.Damage);
            }
        }

        if (summaries.Count == 0 && damaged.Count > 0)
        {
            throw new DamagedLogException(damaged[0] with { Reason = $"{damaged[0].Reason} All {damaged.Count} files of the log are damaged." });
        }

        return new LogLayout(LayoutFinding.Find(summaries, options), [.. summaries], [.. damaged]);
    }
}

/// <summary>What is known of a log file without reading its rows.</summary>
/// <param name="File">Which file.</param>
/// <param name="Rows">Number of rows; null when that takes reading them.</param>
/// <param name="Columns">Its columns, and those of the folders on the way to it.</param>
/// <param name="Parts">The parts that it is read in.</param>
public sealed record LogSummary(LogFile File, long? Rows, ImmutableArray<LogColumn> Columns, ImmutableArray<LogPart> Parts);
