using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration;

/// <summary>
/// Writes a configuration as YAML to start from: every key with its value, and above it a comment that says what it is for
/// (<see cref="System.ComponentModel.DescriptionAttribute"/>), what is allowed, and what else could stand there.
/// </summary>
public static class ConfigSample
{
    /// <summary>The YAML. It binds back to an equal configuration; keys that are not set are there as comments.</summary>
    public static string Write<T>(T config, ConfigCatalog catalog)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(catalog);
        return new SampleWriter().Write(catalog.ShapeOf(typeof(T)), config);
    }
}
