using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReAgent.Client.Commands;
using ReAgent.Client.Configuration;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Results;

/// <summary>An experiment file of a suite, ready to be run with any seed.</summary>
internal sealed class ResultsExperiment
{
    private readonly IExperimentFormat _format;
    private readonly string[] _settings;
    private readonly string _folder;

    private ResultsExperiment(ResultsEntry entry, int snapshots, IExperimentFormat format)
    {
        (Entry, _format) = (entry, format);
        _settings = [$"policy_snapshots={snapshots.ToString(CultureInfo.InvariantCulture)}"];
        Name = OutputFolder.NameOf(entry.File);
        var json = Bind(seed: 1).Json;
        Bar = JsonDocument.Parse(json).RootElement.TryGetProperty("passing_score_bar", out var bar) && bar.ValueKind == JsonValueKind.Number ? bar.GetDouble() : null;

        // A changed file is another experiment: what it earned before is not mixed with what it earns now.
        _folder = $"outputs/results/{Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..8]}";
    }

    /// <summary>The entry of the suite.</summary>
    public ResultsEntry Entry { get; }

    /// <summary>Name of the file without its ending.</summary>
    public string Name { get; }

    /// <summary>The file's own <c>passing_score_bar</c>; null when it has none.</summary>
    public double? Bar { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="ConfigException">It is missing or wrong.</exception>
    public static ResultsExperiment Read(ResultsEntry entry, int snapshots, IExperimentFormat format) => new(entry, snapshots, format);

    /// <summary>Where a seed's outputs go.</summary>
    public string FolderOf(ulong seed) => $"{_folder}/seed-{seed.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The whole experiment with a seed.</summary>
    public RunRequest Request(ulong seed)
    {
        var name = $"{Path.GetFileName(_folder)}-seed-{seed.ToString(CultureInfo.InvariantCulture)}";
        return new(new ExperimentSpec(name, FolderOf(seed), Bind(seed).Json, Stage.Collect, Stage.Publish), seed, []);
    }

    private BoundExperiment Bind(ulong seed) => _format.Bind(new ExperimentFile(Entry.File, _settings, null, seed).Read()).Require();
}
