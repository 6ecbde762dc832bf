using ReAgent.Client.Configuration;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Commands;

/// <summary>Reads settings of the command line, <c>--set key=value</c>, as a config of its own.</summary>
internal static class SettingsText
{
    /// <summary>The config that holds nothing but the settings.</summary>
    /// <exception cref="ConfigException">A setting has no key or no value.</exception>
    public static ConfigNode Read(IEnumerable<string> settings)
    {
        ConfigNode root = new ConfigMap(new("--set"), []);
        foreach (var text in settings)
        {
            var position = new ConfigPosition($"--set {text}");
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            root = equals > 0
                ? ConfigOverride.Set(root, text[..equals].Trim(), YamlTree.ParseValue(text[(equals + 1)..], position.Source))
                : throw new ConfigException([new ConfigProblem("", "a key, '=' and a value are wanted, for example --set log.columns.reward=outcome", position)]);
        }

        return root;
    }
}
