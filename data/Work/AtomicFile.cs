namespace ReAgent.Data.Work;

/// <summary>Writes files so that nobody ever sees half of one: aside, flushed to disk, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes the whole file, replacing an older one in one step.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var aside = path + ".tmp";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
        FlushFolder(folder);
    }

    /// <summary>Makes sure that a file's content is on disk, not only in memory.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Makes sure that renames in a folder are on disk.</summary>
    public static void FlushFolder(string folder) => FolderFlush.Flush(folder);
}
