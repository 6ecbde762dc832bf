using System.ComponentModel;

namespace ReAgent.Learning.Trainers.Features;

/// <summary>A float feature.</summary>
public sealed record FloatFeatureOptions
{
    /// <summary>Its name, for people.</summary>
    [Description("Its name, for people.")]
    public required string Name { get; init; }

    /// <summary>Its id in <c>state_features</c>.</summary>
    [Description("Its id in state_features.")]
    public required long FeatureId { get; init; }
}
