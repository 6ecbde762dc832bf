using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Fully connected layers that end in quantiles.</summary>
[UnionMember("Quantile")]
public sealed record QuantileOptions : QuantileNetworkOptions, IValidatedConfig
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

    public override NetworkArchitecture Architecture(int stateWidth, int actions, int quantiles) =>
        FullyConnectedArchitecture.Of(stateWidth, Sizes.AsSpan(), Activations.AsSpan(), actions * quantiles) with { Dropout = DropoutRatio };

    public IEnumerable<ConfigProblem> Validate() => LayerRules.Check(Sizes, Activations);
}
