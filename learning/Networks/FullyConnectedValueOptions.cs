using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>A fully connected value network.</summary>
[UnionMember("FullyConnected")]
public sealed record FullyConnectedValueOptions : ValueNetworkOptions, IValidatedConfig
{
    /// <summary>Widths of the hidden layers; empty for a linear model.</summary>
    [Description("Widths of the hidden layers; empty for a linear model. Default: [256, 128].")]
    public ImmutableArray<int> Sizes { get; init; } = [256, 128];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    /// <summary>Layer normalization after every hidden layer.</summary>
    [Description("Layer normalization after every hidden layer. Default: false.")]
    public bool UseLayerNorm { get; init; }

    public override NetworkArchitecture Architecture(int stateWidth) =>
        FullyConnectedArchitecture.Of(stateWidth, Sizes.AsSpan(), Activations.AsSpan(), 1) with { LayerNorm = UseLayerNorm };

    public IEnumerable<ConfigProblem> Validate() => LayerRules.Check(Sizes, Activations);
}
