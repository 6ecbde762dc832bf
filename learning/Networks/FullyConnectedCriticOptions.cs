using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>A fully connected critic.</summary>
[UnionMember("FullyConnected")]
public sealed record FullyConnectedCriticOptions : CriticNetworkOptions, IValidatedConfig
{
    /// <summary>Widths of the hidden layers; empty for a linear model.</summary>
    [Description("Widths of the hidden layers; empty for a linear model. Default: [128, 64].")]
    public ImmutableArray<int> Sizes { get; init; } = [128, 64];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    /// <summary>Activation of the value.</summary>
    [Description("Activation of the value: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: linear.")]
    public Activation FinalActivation { get; init; } = Activation.Linear;

    /// <summary>Batch normalization before every layer.</summary>
    [Description("Batch normalization before every layer. Default: false.")]
    public bool UseBatchNorm { get; init; }

    /// <summary>Layer normalization after every hidden layer.</summary>
    [Description("Layer normalization after every hidden layer. Default: false.")]
    public bool UseLayerNorm { get; init; }

    public override NetworkArchitecture Architecture(int stateWidth, int actionWidth, int values = 1) =>
        FullyConnectedArchitecture.Of(stateWidth + actionWidth, Sizes.AsSpan(), Activations.AsSpan(), values, FinalActivation) with
        {
            BatchNorm = UseBatchNorm,
            LayerNorm = UseLayerNorm,
        };

    public IEnumerable<ConfigProblem> Validate() => LayerRules.Check(Sizes, Activations);
}
