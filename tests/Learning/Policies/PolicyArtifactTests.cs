using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Policies;

public sealed class PolicyArtifactTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("artifact");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_manifest_says_what_the_policy_is_and_how_it_came_to_be()
    {
        Assert.Equal(["weights.safetensors", "normalization.json", "policy.json"], Save());
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf("policy.json")));
        Assert.Equal("DiscreteDQN", json.RootElement.GetProperty("model").GetString());
        Assert.Equal(
            "left",
            json.RootElement.GetProperty("policy").GetProperty("discrete").GetProperty("actions")[0].GetString());
        using var artifact = PolicyArtifact.Load(_folder.FullName, CPU);
        Assert.Equal(1234, artifact.Manifest.Training.Steps);
        Assert.Equal(0.5, artifact.Manifest.Training.Readings["td_loss"]);
        Assert.Equal((0.9, true), (artifact.Manifest.Discount, artifact.Manifest.SetMissingValueToZero));
        Assert.Equal([3L, 1L], artifact.Manifest.StateFeatures.ToArray());
        Assert.Equal("{\"1\": {}}", artifact.Normalization);
        Assert.Null(artifact.Cpe);
        var network = Assert.IsType<DuelingArchitecture>(Assert.IsType<DiscretePolicyDescription>(artifact.Manifest.Policy).Network);
        Assert.Equal([4, 2], network.Shared.ToArray());
    }

    [Fact]
    public void Weights_of_another_artifact_are_refused()
    {
        Save();
        var weights = File.ReadAllBytes(PathOf("weights.safetensors"));
        weights[^1] ^= 1;
        File.WriteAllBytes(PathOf("weights.safetensors"), weights);
        var exception = Assert.Throws<TensorFileException>(() => PolicyArtifact.Load(_folder.FullName, CPU));
        Assert.Contains("do not belong together", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_manifest_is_explained()
    {
        Save();
        File.WriteAllText(PathOf("policy.json"), File.ReadAllText(PathOf("policy.json")).Replace("dueling", "duelling", StringComparison.Ordinal));
        var exception = Assert.Throws<ConfigException>(() => PolicyArtifact.Load(_folder.FullName, CPU));
        Assert.Contains("dueling", exception.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Save()
    {
        var architecture = new DuelingArchitecture { InputWidth = 2, Shared = [4, 2], Activations = [Activation.Relu, Activation.Tanh], Actions = 2 };
        using var network = Network.Create("q_network", architecture, seed: 1, CPU);
        using var policy = new DiscretePolicy(new() { Actions = ["left", "right"], Network = architecture }, network);
        var manifest = new PolicyManifest
        {
            Model = "DiscreteDQN",
            Policy = policy.Description,
            StateFeatures = [3, 1],
            Discount = 0.9,
            SetMissingValueToZero = true,
            Training = new() { Seed = ulong.MaxValue, Steps = 1234, Readings = ImmutableSortedDictionary<string, double>.Empty.Add("td_loss", 0.5) },
        };
        return PolicyArtifact.Save(_folder.FullName, manifest, policy, cpe: null, "{\"1\": {}}");
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
