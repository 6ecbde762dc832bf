using System.ComponentModel;

namespace ReAgent.Learning.Trainers.Features;

/// <summary>A feature whose value is a list of ids, with scores or without.</summary>
public sealed record IdFeatureOptions
{
    /// <summary>Its name, for people.</summary>
    [Description("Its name, for people.")]
    public required string Name { get; init; }

    /// <summary>Its id in the log's column of id lists.</summary>
    [Description("Its id in the log's column of id lists.")]
    public required long FeatureId { get; init; }

    /// <summary>The table that its ids are looked up in.</summary>
    [Description("The entry of id_mapping_config that its ids are looked up in; several features may share one.")]
    public required string IdMappingName { get; init; }
}
