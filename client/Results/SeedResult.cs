using System.Text.Json;
using System.Text.Json.Serialization;
using ReAgent.Data.Work;

namespace ReAgent.Client.Results;

/// <summary>What one experiment file earned with one seed.</summary>
/// <param name="Experiment">Name of the experiment file, without its ending.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Last">Mean return of the policy that was published.</param>
/// <param name="Best">Highest mean return of that policy and those on the way to it.</param>
/// <param name="TrainSeconds">How long training took.</param>
/// <param name="Seconds">How long everything took.</param>
internal sealed record SeedResult(string Experiment, ulong Seed, double Last, double Best, double TrainSeconds, double Seconds)
{
    private const string FileName = "result.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The result as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads what a folder holds; null when the experiment has not come to its end there.</summary>
    public static SeedResult? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<SeedResult>(File.ReadAllBytes(path), Format) : null;
    }

    /// <summary>The result of an experiment whose outputs are in a folder.</summary>
    public static SeedResult Of(string folder, string experiment, ulong seed, TimeSpan training, TimeSpan whole)
    {
        var last = MeanReturn(Path.Combine(folder, "evaluation/play.json"));
        var snapshots = Path.Combine(folder, "evaluation/snapshots");
        var others = Directory.Exists(snapshots) ? Directory.EnumerateFiles(snapshots, "*.json").Select(MeanReturn) : [];
        return new(experiment, seed, last, others.Append(last).Max(), training.TotalSeconds, whole.TotalSeconds);
    }

    /// <summary>Keeps the result in the folder.</summary>
    public void Write(string folder) => AtomicFile.Write(Path.GetFullPath(Path.Combine(folder, FileName)), JsonSerializer.SerializeToUtf8Bytes(this, Format));

    private static double MeanReturn(string path) => JsonSerializer.Deserialize<Played>(File.ReadAllBytes(path))!.MeanReturn;

    private sealed record Played([property: JsonPropertyName("mean_return")] double MeanReturn);
}
