using System.ComponentModel.DataAnnotations;
using ReAgent.Client.Configuration;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Tests.Configuration;

/// <summary>Experiment files of a few keys.</summary>
internal sealed class SmallFormat : IExperimentFormat
{
    private readonly ConfigCatalog _catalog = new(typeof(SmallFormat).Assembly);

    public ConfigBinding<BoundExperiment> Bind(ConfigNode root)
    {
        var binding = new ConfigBinder(_catalog).Bind<SmallConfig>(root);
        var bound = binding.Value is { } config ? new BoundExperiment(config.ExperimentName, config.Seed, ConfigJson.Write(config, _catalog)) : null;
        return new(bound, binding.Errors, binding.Notes);
    }

    public string Schema() => ConfigSchema.Write<SmallConfig>(_catalog, "Small");

    public string Sample() => ConfigSample.Write(new SmallConfig(), _catalog);
}

[NoEffect("model_path", "nothing reads it")]
internal sealed record SmallConfig
{
    public SmallConfig()
    {
    }

    public string? ExperimentName { get; init; }

    public ulong Seed { get; init; } = 1;

    [Range(1, 1000)]
    public int NumEpochs { get; init; } = 1;

    public SmallTrainer Trainer { get; init; } = new();
}

internal sealed record SmallTrainer
{
    public SmallTrainer()
    {
    }

    [Range(0, 1)]
    public double Gamma { get; init; } = 0.9;

    public string[] Actions { get; init; } = ["0", "1"];
}
