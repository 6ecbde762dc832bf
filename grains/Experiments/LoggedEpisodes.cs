using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Security.Cryptography;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <summary>Finds the user's own logs: files, folders and globs, in a stable order.</summary>
internal static class LoggedEpisodes
{
    /// <summary>References to every Parquet file that the patterns name.</summary>
    /// <exception cref="FileNotFoundException">A pattern names nothing.</exception>
    public static Task<ImmutableArray<FileReference>> Find(DataRoot root, string relativeTo, ImmutableArray<string> patterns, ComputePool pool) =>
        pool.Run(() => Task.FromResult(patterns.SelectMany(pattern => Expand(root, Path.Combine(relativeTo, pattern))).Distinct(StringComparer.Ordinal).Select(file => Refer(root, file)).ToImmutableArray()), CancellationToken.None);

    private static IEnumerable<string> Expand(DataRoot root, string pattern)
    {
        var full = root.Resolve(pattern);
        string[] files = File.Exists(full) ? [full]
            : Directory.Exists(full) ? [.. Directory.EnumerateFiles(full, "*.parquet", SearchOption.AllDirectories)]
            : Glob(full);
        if (files.Length == 0)
        {
            throw new FileNotFoundException($"'episodes: {pattern}' names no Parquet file (looked for '{full}').");
        }

        return files.Order(StringComparer.Ordinal);
    }

    private static string[] Glob(string full)
    {
        var folder = Path.GetDirectoryName(full);
        while (folder is not null && folder.AsSpan().ContainsAny('*', '?'))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder is null || !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => FileSystemName.MatchesSimpleExpression(full, file, ignoreCase: false))];
    }

    private static FileReference Refer(DataRoot root, string file)
    {
        using var content = File.OpenRead(file);
        return new FileReference(root.Relative(file), 0, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
