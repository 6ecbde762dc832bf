using System.Text.Json;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Trainers;

namespace ReAgent.Grains.Experiments;

/// <summary>Reads and writes experiment configs; knows where their types and the members of their unions are.</summary>
public sealed class ExperimentConfigReader
{
    /// <summary>The types that a config may name.</summary>
    public ConfigCatalog Catalog { get; } = new(typeof(ExperimentConfig).Assembly, typeof(ModelOptions).Assembly);

    /// <summary>Binds a parsed file, collecting every error.</summary>
    public ConfigBinding<ExperimentConfig> Bind(ConfigNode root)
    {
        var binding = new ConfigBinder(Catalog).Bind<ExperimentConfig>(root);
        return binding with { Value = binding.Value?.Completed() };
    }

    /// <summary>The canonical JSON that a spec carries.</summary>
    public string Write(ExperimentConfig config) => ConfigJson.Write(config, Catalog);

    /// <summary>Reads canonical JSON.</summary>
    /// <exception cref="ConfigException">It is not a config of this version.</exception>
    public ExperimentConfig Read(string json) => ConfigJson.Read<ExperimentConfig>(json, Catalog);

    /// <summary>The canonical JSON of a model alone: what training depends on.</summary>
    public string WriteModel(ModelOptions model) => ConfigJson.Write(model, Catalog);

    /// <summary>Reads the canonical JSON of a model.</summary>
    public ModelOptions ReadModel(string json) => ConfigJson.Read<ModelOptions>(json, Catalog);

    /// <summary>The name under which a config chooses this model.</summary>
    public string NameOf(ModelOptions model)
    {
        using var json = JsonDocument.Parse(WriteModel(model));
        return json.RootElement.EnumerateObject().First().Name;
    }
}
