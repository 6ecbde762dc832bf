using System.Text.RegularExpressions;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Commands;

/// <summary>Where an experiment's outputs go, and what it is called when its file does not say.</summary>
internal static partial class OutputFolder
{
    private const string Fallback = "experiment";

    /// <summary>The name that a file gives its experiment: <c>samples/CartPole DQN.yaml</c> is <c>CartPole-DQN</c>.</summary>
    public static string NameOf(string path)
    {
        var name = NotOfNames().Replace(Path.GetFileNameWithoutExtension(path), "-").TrimStart('-', '.', '_');
        return name.Length == 0 ? Fallback : name;
    }

    /// <summary>The folder relative to the data root, with forward slashes.</summary>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="chosen">The folder that the user chose, absolute or relative to the data root; null for <c>outputs/&lt;name&gt;</c>.</param>
    /// <param name="dataRoot">The data root.</param>
    /// <exception cref="ConfigException">The chosen folder is not below the data root.</exception>
    public static string Of(string name, string? chosen, string dataRoot)
    {
        if (chosen is null)
        {
            return $"outputs/{name}";
        }

        var root = Path.GetFullPath(dataRoot);
        var relative = Path.GetRelativePath(root, Path.GetFullPath(chosen, root)).Replace('\\', '/');
        return relative is "." or ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? throw new ConfigException([new ConfigProblem("", $"a folder below the data root '{root}' is wanted; --data-root names another one", new($"--out {chosen}"))])
            : relative;
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotOfNames();
}
