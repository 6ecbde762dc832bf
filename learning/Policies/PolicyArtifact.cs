using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Work;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Cpe;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>
/// A trained policy as a folder: <c>policy.json</c> says what it is and how it came to be, <c>weights.safetensors</c> holds its networks,
/// <c>normalization.json</c> turns raw state features into its input, <c>action_normalization.json</c> its continuous actions into raw
/// ones, and <c>cpe.safetensors</c> holds the model that judges it. The last two are there only where they mean something.
/// </summary>
public sealed class PolicyArtifact : IDisposable
{
    private const string ManifestName = "policy.json";
    private const string WeightsName = "weights.safetensors";
    private const string CpeName = "cpe.safetensors";
    private const string NormalizationName = "normalization.json";
    private const string ActionNormalizationName = "action_normalization.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private PolicyArtifact(PolicyManifest manifest, IPolicy policy, CpeModel? cpe)
    {
        Manifest = manifest;
        Policy = policy;
        Cpe = cpe;
    }

    /// <summary>What the artifact says about itself.</summary>
    public PolicyManifest Manifest { get; }

    /// <summary>The policy.</summary>
    public IPolicy Policy { get; }

    /// <summary>The model that judges the policy; null when none was trained.</summary>
    public CpeModel? Cpe { get; }

    /// <summary>The text of <c>normalization.json</c>; null when the artifact has none.</summary>
    public string? Normalization { get; private init; }

    /// <summary>The text of <c>action_normalization.json</c>; null when actions are discrete.</summary>
    public string? ActionNormalization { get; private init; }

    /// <summary>Writes an artifact.</summary>
    /// <param name="folder">Where; it is made when it is not there.</param>
    /// <param name="manifest">What to say about it; policy, judge and checksum are filled in.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cpe">The model that judges it.</param>
    /// <param name="normalization">The text of <c>normalization.json</c>.</param>
    /// <param name="actionNormalization">The text of <c>action_normalization.json</c>, for continuous actions.</param>
    /// <returns>Names of the files written.</returns>
    public static IReadOnlyList<string> Save(
        string folder,
        PolicyManifest manifest,
        IPolicy policy,
        CpeModel? cpe = null,
        string? normalization = null,
        string? actionNormalization = null)
    {
        Directory.CreateDirectory(folder);
        List<string> written = [];
        void Put(string name, byte[] content)
        {
            AtomicFile.Write(Path.GetFullPath(Path.Combine(folder, name)), content);
            written.Add(name);
        }

        var weights = new TensorFile();
        foreach (var network in policy.Networks)
        {
            network.Save(weights);
        }

        var bytes = weights.ToBytes();
        Put(WeightsName, bytes);
        if (cpe is not null)
        {
            var judge = new TensorFile();
            cpe.Save(judge);
            Put(CpeName, judge.ToBytes());
        }

        if (normalization is not null)
        {
            Put(NormalizationName, Encoding.UTF8.GetBytes(normalization));
        }

        if (actionNormalization is not null)
        {
            Put(ActionNormalizationName, Encoding.UTF8.GetBytes(actionNormalization));
        }

        var complete = manifest with
        {
            Policy = policy.Description,
            Cpe = cpe?.Description,
            WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        };
        var json = JsonNode.Parse(ConfigJson.Write(complete, Catalog()))!.ToJsonString(Indented);
        Put(ManifestName, Encoding.UTF8.GetBytes(json + "\n"));
        return written;
    }

    /// <summary>Reads an artifact.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="device">Where the policy is to compute.</param>
    /// <exception cref="TensorFileException">The weights are damaged, or not those that <c>policy.json</c> describes.</exception>
    /// <exception cref="ConfigException"><c>policy.json</c> is damaged.</exception>
    public static PolicyArtifact Load(string folder, Device device)
    {
        var manifestPath = Path.Combine(folder, ManifestName);
        var manifest = ConfigJson.Read<PolicyManifest>(File.ReadAllText(manifestPath), Catalog(), manifestPath);
        if (manifest.Format != PolicyManifest.CurrentFormat)
        {
            throw new TensorFileException(
                $"'{manifestPath}' has the format '{manifest.Format}'; this version reads '{PolicyManifest.CurrentFormat}'.");
        }

        var weightsPath = Path.Combine(folder, WeightsName);
        var bytes = File.ReadAllBytes(weightsPath);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (checksum != manifest.WeightsSha256)
        {
            throw new TensorFileException(
                $"'{weightsPath}' has the checksum {checksum}, but '{ManifestName}' says {manifest.WeightsSha256}: the two do not belong together.");
        }

        var policy = manifest.Policy.Build(TensorFile.Read(bytes, weightsPath), device);
        var cpe = manifest.Cpe is { } judge && policy is DiscretePolicy discrete
            ? CpeModel.Load(judge, discrete, TensorFile.Read(Path.Combine(folder, CpeName)), device)
            : null;
        return new(manifest, policy, cpe)
        {
            Normalization = TextOf(folder, NormalizationName),
            ActionNormalization = TextOf(folder, ActionNormalizationName),
        };
    }

    public void Dispose()
    {
        Cpe?.Dispose();
        Policy.Dispose();
    }

    private static string? TextOf(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    private static ConfigCatalog Catalog() => new(typeof(PolicyArtifact).Assembly);
}
