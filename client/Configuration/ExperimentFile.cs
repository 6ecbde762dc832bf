using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Configuration;

/// <summary>An experiment file and what the command line changes in it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Overrides">Texts of <c>--set</c>: <c>model.SAC.trainer_param.rl.gamma=0.95</c>.</param>
/// <param name="ExtraOptions">Text of <c>--extra-options</c>: a JSON object whose keys replace those of the file.</param>
/// <param name="Seed">The seed of <c>--seed</c>.</param>
internal sealed record ExperimentFile(string Path, IReadOnlyList<string> Overrides, string? ExtraOptions = null, ulong? Seed = null)
{
    /// <summary>Reads the file and applies what the command line changes.</summary>
    /// <exception cref="ConfigException">The file is missing or not YAML, or an option cannot be applied.</exception>
    public ConfigNode Read()
    {
        var root = YamlTree.Parse(Text(), Path);
        if (root is ConfigScalar { IsNull: true })
        {
            throw Bad("the file is empty; 'reagent init' writes one to start from", new(Path));
        }

        return Apply(root);
    }

    private ConfigNode Apply(ConfigNode root)
    {
        if (ExtraOptions is not null)
        {
            if (ConfigJson.Parse(ExtraOptions, "--extra-options") is not ConfigMap options)
            {
                throw Bad("a JSON object is wanted, for example {\"seed\": 2}", new("--extra-options"));
            }

            root = options.Entries.Aggregate(root, (tree, entry) => ConfigOverride.Set(tree, entry.Key, entry.Value));
        }

        // Every option that cannot be applied is reported, not the first one only.
        var problems = new List<ConfigProblem>();
        foreach (var text in Overrides)
        {
            try
            {
                root = Override(root, text);
            }
            catch (ConfigException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new ConfigException([.. problems]);
        }

        return Seed is { } seed ? ConfigOverride.Set(root, "seed", new ConfigScalar(new($"--seed {seed}"), $"{seed}")) : root;
    }

    private static ConfigNode Override(ConfigNode root, string text)
    {
        var option = $"--set {text}";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? ConfigOverride.Set(root, text[..equals].Trim(), YamlTree.ParseValue(text[(equals + 1)..], option))
            : throw Bad("a key, '=' and a value are wanted, for example --set num_epochs=5", new(option));
    }

    private string Text()
    {
        try
        {
            return File.ReadAllText(Path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Bad($"there is no such file{Nearest()}", new(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Bad($"the file cannot be read: {exception.Message}", new(Path));
        }
    }

    private string Nearest()
    {
        var folder = System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } given ? given : ".";
        var name = System.IO.Path.GetFileName(Path);
        var files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Select(file => System.IO.Path.GetFileName(file)).Where(file => file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal))
            : [];
        return NearestName.Find(name, files) is { } near ? $"; did you mean '{System.IO.Path.Combine(folder == "." ? "" : folder, near)}'?" : "";
    }

    private static ConfigException Bad(string message, ConfigPosition position) => new([new ConfigProblem("", message, position)]);
}
