using System.Collections.Immutable;
using System.Security.Cryptography;
using ReAgent.Contracts.Work;
using ReAgent.Data.Logs;
using ReAgent.Data.Work;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <summary>Finds the user's own logs and takes their checksums: work on them is known by their content, not by their names.</summary>
internal static class LoggedEpisodes
{
    /// <summary>References to every file of the log that the patterns name, in a stable order.</summary>
    /// <exception cref="FileNotFoundException">A pattern names nothing.</exception>
    public static async Task<ImmutableArray<FileReference>> Find(
        DataRoot root, string relativeTo, ImmutableArray<string> patterns, LogOptions options, ComputePool pool, CancellationToken cancellationToken)
    {
        var files = await pool.Run(
            () => Task.FromResult(LogFiles.Find(root, [.. patterns.Select(pattern => Path.Combine(relativeTo, pattern))], options, cancellationToken)), cancellationToken);
        return [.. await Task.WhenAll(files.Select(file => pool.Run(() => Task.FromResult(Refer(root, file.Path)), cancellationToken)))];
    }

    private static FileReference Refer(DataRoot root, string file)
    {
        using var content = File.OpenRead(file);
        return new FileReference(root.Relative(file), 0, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
