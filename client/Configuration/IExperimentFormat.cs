using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Configuration;

/// <summary>What the client needs to know of experiment files: how to read one, and how to describe and start one.</summary>
internal interface IExperimentFormat
{
    /// <summary>Binds a parsed file, collecting every error.</summary>
    ConfigBinding<BoundExperiment> Bind(ConfigNode root);

    /// <summary>JSON Schema of an experiment file.</summary>
    string Schema();

    /// <summary>An experiment file to start from, as commented YAML.</summary>
    string Sample();
}

/// <summary>An experiment file that was found sound.</summary>
/// <param name="Name">The name that the file gives the experiment; null when it gives none.</param>
/// <param name="Seed">Seed of the experiment.</param>
/// <param name="Json">Canonical JSON.</param>
internal sealed record BoundExperiment(string? Name, ulong Seed, string Json);
