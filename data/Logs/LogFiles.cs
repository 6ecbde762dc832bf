using System.Collections.Immutable;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.Finding;
using ReAgent.Data.Work;

namespace ReAgent.Data.Logs;

/// <summary>Finds the files of a log: named ones, all below a folder, and those that a pattern names.</summary>
public static class LogFiles
{
    /// <summary>Finds files inside the data root; no path may leave it.</summary>
    /// <param name="root">The data root; names are relative to it.</param>
    /// <param name="patterns">Files, folders and patterns, relative to the root.</param>
    /// <param name="options">Which dates to read, and what the column of dates is called.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="InvalidOperationException">A path leaves the root.</exception>
    /// <exception cref="FileNotFoundException">A pattern names no file.</exception>
    public static ImmutableArray<LogFile> Find(DataRoot root, IReadOnlyList<string> patterns, LogOptions options, CancellationToken cancellationToken = default) =>
        Find(root.FullPath, [.. patterns.Select(root.Resolve)], options, path => root.Resolve(path), cancellationToken);

    /// <summary>
    /// Finds files, in the ordinal order of their names relative to the base folder, each once. Below folders, hidden files (<c>_SUCCESS</c>,
    /// <c>.part.crc</c>) and files of other formats are passed over. Folders of dates outside the range are not opened.
    /// </summary>
    /// <param name="baseFolder">The folder that patterns and names are relative to.</param>
    /// <param name="patterns">Files, folders (with all below them), and patterns of <c>*</c>, <c>?</c>, <c>**</c> and <c>{a,b}</c>.</param>
    /// <param name="startDs">First date, inclusive; null for no bound. Concerns files below folders named <c>ds=…</c>.</param>
    /// <param name="endDs">Last date, inclusive; null for no bound.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="FileNotFoundException">A pattern names no file, or no file of the range.</exception>
    /// <exception cref="NotSupportedException">A file that is named itself is of no known format.</exception>
    public static ImmutableArray<LogFile> Find(
        string baseFolder, IReadOnlyList<string> patterns, string? startDs, string? endDs, CancellationToken cancellationToken = default) =>
        Find(baseFolder, patterns, new LogOptions { StartDs = startDs, EndDs = endDs }, cancellationToken);

    /// <inheritdoc cref="Find(string, IReadOnlyList{string}, string, string, CancellationToken)"/>
    /// <param name="baseFolder">The folder that patterns and names are relative to.</param>
    /// <param name="patterns">Files, folders (with all below them), and patterns of <c>*</c>, <c>?</c>, <c>**</c> and <c>{a,b}</c>.</param>
    /// <param name="options">Which dates to read, and what the column of dates is called.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static ImmutableArray<LogFile> Find(string baseFolder, IReadOnlyList<string> patterns, LogOptions options, CancellationToken cancellationToken = default) =>
        Find(baseFolder, patterns, options, static _ => { }, cancellationToken);

    private static ImmutableArray<LogFile> Find(
        string baseFolder, IReadOnlyList<string> patterns, LogOptions options, Action<string> admit, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(baseFolder);
        var walk = new LogWalk(options.Dates, options.ColumnOf(EpisodeSchema.Ds), admit, cancellationToken);
        foreach (var pattern in patterns)
        {
            if (walk.Add(Path.GetFullPath(Path.Combine(folder, pattern))) == 0)
            {
                throw new FileNotFoundException(MissingFiles.Describe(folder, pattern));
            }
        }

        var files = walk.Found.Distinct(StringComparer.Ordinal).Select(path => LogFile.At(folder, path));
        LogFile[] wanted = [.. files.Where(file => walk.Wants(file.Partitions)).OrderBy(file => file.Name, StringComparer.Ordinal)];
        if (wanted.Length == 0 && patterns.Count > 0)
        {
            throw new FileNotFoundException(
                $"No file of the log lies in the dates from {walk.Dates}: there are {walk.DatesLeftOut}. Change log.start_ds and log.end_ds.");
        }

        return [.. wanted];
    }
}
