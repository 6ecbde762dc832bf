namespace ReAgent.Data.Work;

/// <summary>The folder under which everything lives. Paths in specs, work items and manifests are relative to it and may not leave it.</summary>
public sealed class DataRoot
{
    private readonly string _root;

    /// <param name="path">Folder; made absolute. It need not exist yet.</param>
    public DataRoot(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }

    /// <summary>The absolute folder.</summary>
    public string FullPath => _root;

    /// <summary>Absolute path of a relative one.</summary>
    /// <exception cref="InvalidOperationException">The path is absolute or leaves the root.</exception>
    public string Resolve(string relative)
    {
        var full = Path.GetFullPath(Path.Combine(_root, relative));
        var prefix = _root.EndsWith(Path.DirectorySeparatorChar) ? _root : _root + Path.DirectorySeparatorChar;
        if (!full.StartsWith(prefix, StringComparison.Ordinal) && full != _root)
        {
            throw new InvalidOperationException($"The path '{relative}' leaves the data root '{_root}'. Use a path inside it, or start with another root.");
        }

        return full;
    }

    /// <summary>Relative path, with forward slashes, of an absolute one inside the root.</summary>
    public string Relative(string full) => Path.GetRelativePath(_root, full).Replace('\\', '/');
}
