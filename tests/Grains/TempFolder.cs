using ReAgent.Data.Work;

namespace ReAgent.Grains.Tests;

/// <summary>A data root for one test, deleted at its end.</summary>
public sealed class TempFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("reagent-grains-").FullName;

    public DataRoot Root => new(FullPath);

    public WorkStore Store => new(Root);

    /// <summary>Writes a file, with its folders.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(FullPath, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
