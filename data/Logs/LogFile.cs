using System.Collections.Immutable;
using ReAgent.Data.Logs.Finding;

namespace ReAgent.Data.Logs;

/// <summary>One file of a log.</summary>
/// <param name="Name">Path relative to the base folder, with forward slashes: for order and for messages.</param>
/// <param name="Path">Where it is on this machine.</param>
/// <param name="Format">What it holds.</param>
/// <param name="IsCompressed">True for text in gzip.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="Partitions">The <c>key=value</c> folders on the way to it, outermost first.</param>
public sealed record LogFile(string Name, string Path, LogFormat Format, bool IsCompressed, long Bytes, ImmutableArray<PartitionValue> Partitions)
{
    /// <summary>What file names may end in.</summary>
    internal static ImmutableArray<(string End, LogFormat Format, bool IsCompressed)> Endings { get; } =
    [
        (".parquet", LogFormat.Parquet, false), (".parq", LogFormat.Parquet, false),
        (".csv", LogFormat.Csv, false), (".tsv", LogFormat.Csv, false),
        (".jsonl", LogFormat.JsonLines, false), (".ndjson", LogFormat.JsonLines, false), (".json", LogFormat.JsonLines, false),
        (".csv.gz", LogFormat.Csv, true), (".tsv.gz", LogFormat.Csv, true),
        (".jsonl.gz", LogFormat.JsonLines, true), (".ndjson.gz", LogFormat.JsonLines, true), (".json.gz", LogFormat.JsonLines, true),
    ];

    /// <summary>The date of the folder that the file lies in; null when no folder is named <c>ds=…</c>.</summary>
    public string? Ds => PartitionOf("ds");

    /// <summary>Describes an existing file.</summary>
    /// <param name="baseFolder">The folder that names are relative to.</param>
    /// <param name="name">Path relative to it, or absolute.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="NotSupportedException">The name does not tell a format that can be read.</exception>
    public static LogFile At(string baseFolder, string name)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(baseFolder, name));
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"There is no file '{name}' (looked for '{path}').", path);
        }

        if (FormatOf(path) is not { } format)
        {
            throw new NotSupportedException(
                $"'{name}' does not end in a format that can be read: {string.Join(", ", Endings.Select(ending => ending.End))}.");
        }

        var relative = System.IO.Path.GetRelativePath(System.IO.Path.GetFullPath(baseFolder), path).Replace('\\', '/');
        return new LogFile(relative, path, format.Format, format.IsCompressed, file.Length, HivePath.Partitions(relative));
    }

    /// <summary>The value of a partition key on the way to the file; null when there is none or it is Hive's null.</summary>
    public string? PartitionOf(string key)
    {
        foreach (var partition in Partitions)
        {
            if (partition.Key == key)
            {
                return partition.Value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(LogFile? other) => other is not null && (Name, Path, Bytes) == (other.Name, other.Path, other.Bytes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Path, Bytes);

    internal static (LogFormat Format, bool IsCompressed)? FormatOf(string path)
    {
        foreach (var (end, format, compressed) in Endings)
        {
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return (format, compressed);
            }
        }

        return null;
    }
}

/// <summary>What a folder named <c>key=value</c> says of the rows below it.</summary>
/// <param name="Key">Name of the column.</param>
/// <param name="Value">Its value in every row; null for Hive's null.</param>
public sealed record PartitionValue(string Key, string? Value);
