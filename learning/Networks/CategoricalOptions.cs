using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Fully connected layers that end in logits of returns.</summary>
[UnionMember("Categorical")]
public sealed record CategoricalOptions : CategoricalNetworkOptions, IValidatedConfig
{
    /// <summary>Widths of the hidden layers; empty for a linear model.</summary>
    [Description("Widths of the hidden layers; empty for a linear model. Default: [256, 128].")]
    public ImmutableArray<int> Sizes { get; init; } = [256, 128];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    public override NetworkArchitecture Architecture(int stateWidth, int actions, int atoms) =>
        FullyConnectedArchitecture.Of(stateWidth, Sizes.AsSpan(), Activations.AsSpan(), actions * atoms);

    public IEnumerable<ConfigProblem> Validate() => LayerRules.Check(Sizes, Activations);
}
