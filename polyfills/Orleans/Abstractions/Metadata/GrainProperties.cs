using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>What is known of a grain type, by name.</summary>
public sealed class GrainProperties(ImmutableDictionary<string, string> values)
{
    /// <summary>The properties.</summary>
    public ImmutableDictionary<string, string> Properties { get; } = values;
}
