using ReAgent.Data.Episodes;
using ReAgent.Data.Inspection;
using ReAgent.Data.Inspection.Findings;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Tests.Inspection;

/// <summary>A log in a folder of its own.</summary>
internal sealed class WrittenLog : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("reagent-inspection-").FullName;

    /// <summary>Writes rows as a Parquet file.</summary>
    public async Task<WrittenLog> With(EpisodeTable table, string name = "log.parquet")
    {
        await EpisodeFiles.Write(Path.Combine(Folder, name), table);
        return this;
    }

    /// <summary>Writes a text file.</summary>
    public WrittenLog With(string text, string name)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    public Task<LogInspection> Inspect(InspectionOptions? options = null) => LogInspector.Inspect(Folder, ["."], options ?? new InspectionOptions());

    public Task<LogInspection> Inspect(LogOptions log) => Inspect(new InspectionOptions { Log = log });

    /// <summary>The findings of rows written as one file.</summary>
    public static async Task<InspectionFindings> Findings(EpisodeTable table)
    {
        using var log = await new WrittenLog().With(table);
        return InspectionFindings.Of(await log.Inspect());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
