namespace ReAgent.Data.Work;

/// <summary>
/// Counts the processes that began a piece of work and ended before it did. Work that takes its process along (by using up the memory, or by a
/// fault in native code) would otherwise go from silo to silo and end them all.
/// </summary>
/// <remarks>The count is a file beside the work in progress with a line per try, so that it outlives whoever counts.</remarks>
public sealed class WorkTries
{
    private readonly string _path;
    private readonly string _writer;

    internal WorkTries(string path, string writer) => (_path, _writer) = (path, writer);

    /// <summary>Who began the work, and neither ended it nor came further with it, the first one first.</summary>
    public IReadOnlyList<string> Lost => File.Exists(_path) ? File.ReadAllLines(_path) : [];

    /// <summary>Says that this process begins the work.</summary>
    public void Begin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.AppendAllText(_path, _writer + "\n");
    }

    /// <summary>Says that the work has come further than ever before, by a checkpoint: earlier tries do not count any more.</summary>
    public void Advance()
    {
        if (File.Exists(_path))
        {
            File.WriteAllText(_path, _writer + "\n");
        }
    }

    /// <summary>Says that the work has ended, in whatever way, and this process has not.</summary>
    public void End() => File.Delete(_path);
}
