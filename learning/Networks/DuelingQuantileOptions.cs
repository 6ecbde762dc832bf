using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>A dueling network that ends in quantiles.</summary>
[UnionMember("DuelingQuantile")]
public sealed record DuelingQuantileOptions : QuantileNetworkOptions, IValidatedConfig
{
    /// <summary>Widths of the shared layers; the last one must be even.</summary>
    [Description("Widths of the shared layers; the last must be even, each stream takes half of it. Default: [256, 128].")]
    public ImmutableArray<int> Sizes { get; init; } = [256, 128];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    public override NetworkArchitecture Architecture(int stateWidth, int actions, int quantiles) => Layers.Architecture(stateWidth, actions, quantiles);

    public IEnumerable<ConfigProblem> Validate() => Layers.Validate();

    private DuelingOptions Layers => new() { Sizes = Sizes, Activations = Activations };
}
