using System.Text.RegularExpressions;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Commands;

/// <summary>Where an experiment's outputs go, and what it is called when its file does not say.</summary>
internal static partial class OutputFolder
{
    private const string Fallback = "experiment";

    /// <summary>The name that a file gives its experiment: <c>samples/CartPole DQN.yaml</c> is <c>CartPole-DQN</c>.</summary>
    public static string NameOf(string path) => Name(Path.GetFileNameWithoutExtension(path));

    /// <summary>A name that file systems and experiments take: <c>lr=0.01, gamma=0.9</c> is <c>lr-0.01-gamma-0.9</c>.</summary>
    public static string Name(string text)
    {
        var name = NotOfNames().Replace(text, "-").TrimStart('-', '.', '_');
        return name.Length == 0 ? Fallback : name;
    }

    /// <summary>
    /// The data root of a user who names none: the working folder; or, when the chosen output folder lies elsewhere, the root of the file system.
    /// </summary>
    public static string RootFor(string? chosen) =>
        chosen is null || IsBelow(Path.GetFullPath("."), chosen) ? "." : Path.GetPathRoot(Path.GetFullPath(chosen))!;

    /// <summary>Where the working folder lies in a data root that was chosen by <see cref="RootFor"/>; empty when it is the data root.</summary>
    public static string BaseIn(string dataRoot) =>
        Path.GetRelativePath(Path.GetFullPath(dataRoot), Path.GetFullPath(".")) is var relative and not "." ? relative.Replace('\\', '/') : "";

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
        return IsBelow(root, chosen)
            ? Path.GetRelativePath(root, Path.GetFullPath(chosen, root)).Replace('\\', '/')
            : throw new ConfigException([new ConfigProblem("", $"a folder below the data root '{root}' is wanted; --data-root names another one", new($"--out {chosen}"))]);
    }

    /// <summary>The folder on a cluster, relative to its data root, with forward slashes.</summary>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="chosen">The folder that the user chose; null for <c>outputs/&lt;name&gt;</c>.</param>
    /// <param name="dataRoot">The cluster's data root when it is known here; null when only its silos know it.</param>
    /// <exception cref="ConfigException">The chosen folder is not below the data root.</exception>
    public static string OnCluster(string name, string? chosen, string? dataRoot)
    {
        if (chosen is null || dataRoot is not null)
        {
            return Of(name, chosen, dataRoot ?? ".");
        }

        // Any root serves to see whether a relative path stays below it.
        return !Path.IsPathRooted(chosen) && IsBelow(Path.GetFullPath("."), chosen)
            ? Of(name, chosen, ".")
            : throw new ConfigException([new ConfigProblem("", "a folder relative to the cluster's data root is wanted", new($"--out {chosen}"))]);
    }

    private static bool IsBelow(string root, string path)
    {
        var relative = Path.GetRelativePath(root, Path.GetFullPath(path, root)).Replace('\\', '/');
        return relative is not ("." or "..") && !relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotOfNames();
}
