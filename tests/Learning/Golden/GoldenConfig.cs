using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>Settings of a reference trainer, as this product's options.</summary>
/// <param name="config">The file's <c>config</c>.</param>
public sealed class GoldenConfig(JsonElement config)
{
    public int BatchSize => config.GetProperty("batch").GetInt32();

    public ImmutableArray<string> Actions => Texts("actions");

    /// <summary>Metrics beside the reward; none where the reference has null.</summary>
    public ImmutableArray<string> Metrics => Texts("metrics");

    public RlOptions Rl => new()
    {
        Gamma = Number("rl", "gamma", 0.9),
        TargetUpdateRate = Number("rl", "target_update_rate", 0.001),
        Temperature = Number("rl", "temperature", 0.01),
        MaxqLearning = Flag("rl", "maxq_learning", true),
        UseSeqNumDiffAsTimeDiff = Flag("rl", "use_seq_num_diff_as_time_diff", false),
        MultiSteps = Find("rl", "multi_steps") is { ValueKind: JsonValueKind.Number } steps ? steps.GetInt32() : null,
        QNetworkLoss = Find("rl", "q_network_loss") is { ValueKind: JsonValueKind.String } loss
            ? Enum.Parse<ValueLoss>(loss.GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)
            : ValueLoss.Mse,
        RewardBoost = Find("rl", "reward_boost") is { ValueKind: JsonValueKind.Object } boosts
            ? boosts.EnumerateObject().ToImmutableSortedDictionary(boost => boost.Name, boost => boost.Value.GetDouble(), StringComparer.Ordinal)
            : null,
    };

    /// <summary>The reference's network of discrete actions.</summary>
    public DiscreteNetworkOptions Network => config.GetProperty("network").GetString() == "dueling"
        ? new DuelingOptions { Sizes = Sizes, Activations = Activations }
        : FullyConnected;

    /// <summary>Fully connected layers of the reference's sizes.</summary>
    public FullyConnectedOptions FullyConnected => new()
    {
        Sizes = Sizes,
        Activations = Activations,
        UseBatchNorm = Flag("network_extra", "use_batch_norm", false),
        UseLayerNorm = Flag("network_extra", "use_layer_norm", false),
    };

    /// <summary>A deterministic actor of the reference's sizes.</summary>
    public FullyConnectedActorOptions DeterministicActor => new() { Sizes = Sizes, Activations = Activations };

    /// <summary>A stochastic actor of the reference's sizes.</summary>
    public GaussianActorOptions GaussianActor => new() { Sizes = Sizes, Activations = Activations, UseLayerNorm = Flag("actor", "use_layer_norm", false) };

    /// <summary>Critics of the reference's sizes.</summary>
    public FullyConnectedCriticOptions Critic => new() { Sizes = Sizes, Activations = Activations };

    /// <summary>A value network of the reference's sizes.</summary>
    public FullyConnectedValueOptions Value => new() { Sizes = Sizes, Activations = Activations };

    private ImmutableArray<int> Sizes => [.. config.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];

    private ImmutableArray<Activation> Activations => [.. config.GetProperty("activations").EnumerateArray().Select(ActivationOf)];

    public static Activation ActivationOf(JsonElement name) =>
        Enum.Parse<Activation>(name.GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>A setting that is true or false.</summary>
    public bool Flag(string key) => config.GetProperty(key).GetBoolean();

    /// <summary>A setting that is a number or null.</summary>
    public double? Number(string key) => config.GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>A setting that may be left out: its value, or null.</summary>
    public JsonElement? Find(string key) => config.TryGetProperty(key, out var value) ? value : null;

    public JsonElement this[string key] => config.GetProperty(key);

    private ImmutableArray<string> Texts(string key) =>
        config.GetProperty(key) is { ValueKind: JsonValueKind.Array } texts ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];

    private JsonElement? Find(string section, string key) =>
        config.TryGetProperty(section, out var found) && found.TryGetProperty(key, out var value) ? value : null;

    private bool Flag(string section, string key, bool otherwise) => Find(section, key)?.GetBoolean() ?? otherwise;

    private double Number(string section, string key, double otherwise) => Find(section, key)?.GetDouble() ?? otherwise;
}
