namespace ReAgent.Silo.Settings;

/// <summary>One setting of a silo: an option of its command line and a variable of its environment.</summary>
public sealed class Setting
{
    internal Setting(string name, string defaultText, string description, Func<SiloSettings, string, SiloSettings> set)
    {
        Name = name;
        Default = defaultText;
        Description = description;
        Set = set;
    }

    /// <summary>Its name, without dashes before it: <c>data-root</c>.</summary>
    public string Name { get; }

    /// <summary>The command-line option: <c>--data-root</c>.</summary>
    public string Option => $"--{Name}";

    /// <summary>The environment variable: <c>REAGENT_DATA_ROOT</c>.</summary>
    public string Variable => SettingsReader.VariablePrefix + Name.ToUpperInvariant().Replace('-', '_');

    /// <summary>The default as people write it.</summary>
    public string Default { get; }

    /// <summary>What it means.</summary>
    public string Description { get; }

    /// <summary>True when the value may hold a password, and is not repeated in messages.</summary>
    public bool IsSecret { get; init; }

    /// <summary>True for those that may be given without a value, which means true.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Puts a value in; a <see cref="FormatException"/> says what is wanted instead.</summary>
    internal Func<SiloSettings, string, SiloSettings> Set { get; }
}
