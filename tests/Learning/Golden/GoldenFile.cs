using System.Text.Json;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>A file of reference values, copied beside the tests.</summary>
public static class GoldenFile
{
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", name)));
        return document.RootElement.Clone();
    }
}
