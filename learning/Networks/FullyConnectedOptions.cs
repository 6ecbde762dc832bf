using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>A fully connected network with linear output.</summary>
[UnionMember("FullyConnected")]
public sealed record FullyConnectedOptions : DiscreteNetworkOptions, IValidatedConfig
{
    /// <summary>Widths of the hidden layers; empty for a linear model.</summary>
    [Description("Widths of the hidden layers; empty for a linear model. Default: [256, 128].")]
    public ImmutableArray<int> Sizes { get; init; } = [256, 128];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    /// <summary>Probability with which a hidden neuron is left out of a training step.</summary>
    [Description("Probability with which a hidden neuron is left out of a training step, in [0, 1). Default: 0.")]
    [Range(0.0, 0.999)]
    public double DropoutRatio { get; init; }

    /// <summary>Batch normalization before every layer.</summary>
    [Description("Batch normalization before every layer. Default: false.")]
    public bool UseBatchNorm { get; init; }

    /// <summary>Layer normalization after every hidden layer.</summary>
    [Description("Layer normalization after every hidden layer. Default: false.")]
    public bool UseLayerNorm { get; init; }

    public override NetworkArchitecture Architecture(int stateWidth, int actions, int valuesPerAction = 1, IdBags? ids = null) =>
        FullyConnectedArchitecture.Of(stateWidth, Sizes.AsSpan(), Activations.AsSpan(), actions * valuesPerAction) with
        {
            BatchNorm = UseBatchNorm,
            LayerNorm = UseLayerNorm,
            Dropout = DropoutRatio,
        };

    public IEnumerable<ConfigProblem> Validate() => LayerRules.Check(Sizes, Activations);
}
