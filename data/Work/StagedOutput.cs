namespace ReAgent.Data.Work;

/// <summary>Files of a work item that are being written and that nobody else can see yet.</summary>
public sealed class StagedOutput
{
    private readonly List<StagedFile> _files = [];

    internal StagedOutput(string folder) => Folder = folder;

    internal string Folder { get; }

    internal IReadOnlyList<StagedFile> Files => _files;

    /// <summary>Absolute path at which to write an output; call <see cref="Add"/> when it is written.</summary>
    /// <param name="name">Path relative to the item's folder, with forward slashes.</param>
    public string PathOf(string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Declares a finished file as part of the output.</summary>
    public void Add(string name, long rows = 0) => _files.Add(new StagedFile(name, rows, IsScratch: false));

    /// <summary>Declares a finished file that lives only until the next step of the job has read it and that checks itself when it is read: it gets no
    /// checksum, and is not forced to the disk.</summary>
    public void AddScratch(string name, long rows = 0) => _files.Add(new StagedFile(name, rows, IsScratch: true));

    /// <summary>Writes a small file and declares it.</summary>
    public void Write(string name, ReadOnlySpan<byte> content, long rows = 0)
    {
        using (var file = new FileStream(PathOf(name), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
        }

        Add(name, rows);
    }
}

/// <summary>A file of an output.</summary>
internal readonly record struct StagedFile(string Name, long Rows, bool IsScratch);
