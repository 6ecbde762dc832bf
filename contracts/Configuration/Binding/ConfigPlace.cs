namespace ReAgent.Contracts.Configuration.Binding;

/// <summary>Where the binder is: the dotted path of keys, and the position at which that path is named in the file.</summary>
internal readonly record struct ConfigPlace(string Path, ConfigPosition Named)
{
    /// <summary>The place as the subject of a sentence.</summary>
    public string Subject => Path.Length == 0 ? "the configuration" : Path;

    /// <summary><c>in model.SAC</c>, or <c>at the top level</c>.</summary>
    public string In => Path.Length == 0 ? "at the top level" : $"in {Path}";

    /// <summary>The place of a key below this one.</summary>
    public ConfigPlace Key(string key, ConfigPosition named) => new(Path.Length == 0 ? key : $"{Path}.{key}", named);

    /// <summary>The place of an item of this list.</summary>
    public ConfigPlace Item(int index, ConfigPosition named) => new($"{Path}[{index}]", named);
}
