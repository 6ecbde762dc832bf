namespace ReAgent.Data.Work;

/// <summary>The folder under which everything lives. Paths in specs, work items and manifests are relative to it and may not leave it.</summary>
public sealed class DataRoot
{
    private readonly string _root;
    private readonly bool _confinesLinks;

    /// <param name="path">Folder; made absolute. It need not exist yet.</param>
    /// <param name="confinesLinks">
    /// Whether symbolic links below the root may not lead out of it. Where the one who names paths is not the one who owns the files, they may not;
    /// on a user's own machine a link to a larger disk is as good as a folder.
    /// </param>
    public DataRoot(string path, bool confinesLinks = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _confinesLinks = confinesLinks;
    }

    /// <summary>The absolute folder.</summary>
    public string FullPath => _root;

    /// <summary>Absolute path of a relative one.</summary>
    /// <exception cref="InvalidOperationException">The path is absolute or leaves the root, by itself or by a link.</exception>
    public string Resolve(string relative)
    {
        var full = Path.GetFullPath(Path.Combine(_root, relative));
        if (!IsInside(full, _root))
        {
            throw new InvalidOperationException($"The path '{relative}' leaves the data root '{_root}'. Use a path inside it, or start with another root.");
        }

        if (_confinesLinks && LinkOut(full) is { } link)
        {
            throw new InvalidOperationException(
                $"The path '{relative}' leaves the data root '{_root}' by the link '{Relative(link)}'. Put the files inside it, or mount their folder there.");
        }

        return full;
    }

    /// <summary>Relative path, with forward slashes, of an absolute one inside the root.</summary>
    public string Relative(string full) => Path.GetRelativePath(_root, full).Replace('\\', '/');

    private static bool IsInside(string path, string folder) =>
        path == folder || path.StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The first link on the way down to a path whose target is outside; null when there is none.</summary>
    private string? LinkOut(string full)
    {
        var path = _root;
        string? home = null;
        foreach (var name in full[_root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, name);
            if (new FileInfo(path) is { LinkTarget: not null } link && !IsInside(Real(path, link), home ??= Real(_root, new DirectoryInfo(_root))))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Where a path is when all links on the way are followed; links that lead nowhere, or round, count as outside.</summary>
    private static string Real(string path, FileSystemInfo entry, int steps = 0)
    {
        if (steps > 40)
        {
            return Path.GetPathRoot(path)!;
        }

        if (entry.LinkTarget is { } target)
        {
            var next = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target));
            return Real(next, new FileInfo(next), steps + 1);
        }

        return Path.GetDirectoryName(path) is { } above
            ? Path.Combine(Real(above, new DirectoryInfo(above), steps), Path.GetFileName(path))
            : path;
    }
}
