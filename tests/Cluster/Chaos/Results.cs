using System.Security.Cryptography;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>What experiments leave on disk.</summary>
internal static class Results
{
    // Learning curves for TensorBoard carry the time of day, by their format.
    private const string Timed = "tensorboard";

    /// <summary>Checksums of all that an experiment has written, by path.</summary>
    public static SortedDictionary<string, string> Checksums(string dataRoot, ExperimentSpec spec)
    {
        var folder = Path.Combine(dataRoot, spec.Folder);
        return new(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => (Path: Path.GetRelativePath(folder, path), Full: path))
                .Where(file => !file.Path.StartsWith(Timed, StringComparison.Ordinal))
                .ToDictionary(file => file.Path, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Full)))),
            StringComparer.Ordinal);
    }

    /// <summary>Files of work that never came to its end.</summary>
    public static IEnumerable<string> Unfinished(string dataRoot) => Directory.EnumerateFiles(dataRoot, "*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".tmp", StringComparison.Ordinal) || path.Contains("/.work/", StringComparison.Ordinal) || path.Contains("/scratch/", StringComparison.Ordinal));
}
