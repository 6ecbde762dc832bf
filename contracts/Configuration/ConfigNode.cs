using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration;

/// <summary>A configuration as written: what YAML and JSON have in common, with positions and before any meaning.</summary>
/// <param name="Position">Where the node starts.</param>
public abstract record ConfigNode(ConfigPosition Position);

/// <summary>Keys and values in the order in which they were written. A key given twice is there twice; the binder reports it.</summary>
public sealed record ConfigMap(ConfigPosition Position, ImmutableArray<ConfigEntry> Entries) : ConfigNode(Position)
{
    /// <summary>The value of the first entry with that key; null when there is none.</summary>
    public ConfigNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}

/// <summary>One key of a map and its value.</summary>
public sealed record ConfigEntry(string Key, ConfigPosition KeyPosition, ConfigNode Value);

/// <summary>Values in order.</summary>
public sealed record ConfigList(ConfigPosition Position, ImmutableArray<ConfigNode> Items) : ConfigNode(Position);

/// <summary>A single value.</summary>
/// <param name="Position">Where the value starts.</param>
/// <param name="Text">The value as written, without quotes.</param>
/// <param name="Quoted">True for text in quotes, which is never a number, a bool or null.</param>
public sealed record ConfigScalar(ConfigPosition Position, string Text, bool Quoted = false) : ConfigNode(Position)
{
    /// <summary>True for YAML's and JSON's ways to write "nothing": <c>null</c>, <c>~</c>, or no value at all.</summary>
    public bool IsNull => !Quoted && Text is "" or "~" or "null" or "Null" or "NULL";
}
