using System.Collections.Immutable;

namespace ReAgent.Data.Logs.Finding;

/// <summary>The layout of Hive and Spark: folders named <c>key=value</c>, values written as in a URL.</summary>
internal static class HivePath
{
    private const string Null = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>The <c>key=value</c> folders of a path to a file, outermost first.</summary>
    public static ImmutableArray<PartitionValue> Partitions(string path)
    {
        var folders = path.Split('/');
        return [.. folders.AsSpan(0, folders.Length - 1).ToArray().Select(Partition).OfType<PartitionValue>()];
    }

    /// <summary>What one folder says; null when it is not named <c>key=value</c>.</summary>
    public static PartitionValue? Partition(string folder)
    {
        var equals = folder.IndexOf('=');
        if (equals <= 0)
        {
            return null;
        }

        var value = Uri.UnescapeDataString(folder[(equals + 1)..]);
        return new PartitionValue(Uri.UnescapeDataString(folder[..equals]), value == Null ? null : value);
    }

    /// <summary>True for what the writers of logs leave beside them: <c>_SUCCESS</c>, <c>_temporary</c>, <c>.part-0.crc</c>.</summary>
    public static bool IsHidden(string name) => name.StartsWith('.') || (name.StartsWith('_') && !name.Contains('='));
}
