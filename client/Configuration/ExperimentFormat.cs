using ReAgent.Contracts.Configuration;
using ReAgent.Grains.Experiments;

namespace ReAgent.Client.Configuration;

/// <summary>Experiment files as the grains understand them.</summary>
internal sealed class ExperimentFormat : IExperimentFormat
{
    private const string Starter = "starter.yaml";

    private readonly ExperimentConfigReader _reader = new();

    /// <inheritdoc/>
    public ConfigBinding<BoundExperiment> Bind(ConfigNode root)
    {
        var binding = _reader.Bind(root);
        return new(
            binding.Value is { } config ? new BoundExperiment(config.ExperimentName, config.Seed, _reader.Write(config)) : null,
            binding.Errors,
            binding.Notes);
    }

    /// <inheritdoc/>
    public string Schema() => ConfigSchema.Write<ExperimentConfig>(_reader.Catalog, "ReAgent experiment", sweeps: true);

    /// <inheritdoc/>
    public string Sample()
    {
        using var reader = new StreamReader(typeof(ExperimentFormat).Assembly.GetManifestResourceStream(Starter)!);
        return ConfigSample.Write(_reader.Bind(YamlTree.Parse(reader.ReadToEnd(), Starter)).Require(), _reader.Catalog);
    }
}
