namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>A file that takes all the room that a disk has left, until it is disposed.</summary>
internal sealed class Ballast : IDisposable
{
    private readonly string _path;

    private Ballast(string path) => _path = path;

    public static Ballast Fill(string folder)
    {
        var ballast = new Ballast(Path.Combine(folder, ".ballast"));
        using var file = new FileStream(ballast._path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // That is what it is for.
            return ballast;
        }
    }

    public void Dispose() => File.Delete(_path);
}
