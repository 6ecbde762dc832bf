using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Cpe;

/// <summary>What a <see cref="CpeModel"/> is, apart from its weights.</summary>
public sealed record CpeDescription
{
    /// <summary><c>reward</c>, then the metrics logged beside it: one block of A outputs each.</summary>
    [Description("reward, then the metrics logged beside it. Default: none.")]
    public ImmutableArray<string> Metrics { get; init; } = [];

    /// <summary>Temperature of the softmax over the policy's scores: the policy that is judged.</summary>
    [Description("Temperature of the policy that is judged. Default: 1.")]
    public double Temperature { get; init; } = 1;

    /// <summary>Structure of both networks.</summary>
    [Description("Structure of the reward network and of the value network.")]
    public required NetworkArchitecture Network { get; init; }
}
