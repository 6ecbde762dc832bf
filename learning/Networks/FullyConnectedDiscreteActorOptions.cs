using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>A fully connected actor of discrete actions.</summary>
[UnionMember("FullyConnected")]
[NoEffect("exploration_variance", "training is offline; exploration belongs to the collection of episodes")]
public sealed record FullyConnectedDiscreteActorOptions : DiscreteActorOptions, IValidatedConfig
{
    /// <summary>Widths of the hidden layers; empty for a linear model.</summary>
    [Description("Widths of the hidden layers; empty for a linear model. Default: [128, 64].")]
    public ImmutableArray<int> Sizes { get; init; } = [128, 64];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    /// <summary>
    /// Activation of the logits. Under tanh, one action is at most e² times as probable as another; linear sets no limit.
    /// </summary>
    [Description("Activation of the logits; tanh keeps one action at most e^2 times as probable as another, linear sets no limit. Default: tanh.")]
    public Activation ActionActivation { get; init; } = Activation.Tanh;

    /// <summary>Batch normalization before every layer.</summary>
    [Description("Batch normalization before every layer. Default: false.")]
    public bool UseBatchNorm { get; init; }

    /// <summary>Layer normalization after every hidden layer.</summary>
    [Description("Layer normalization after every hidden layer. Default: false.")]
    public bool UseLayerNorm { get; init; }

    public override NetworkArchitecture Architecture(int stateWidth, int actions) =>
        FullyConnectedArchitecture.Of(stateWidth, Sizes.AsSpan(), Activations.AsSpan(), actions, ActionActivation) with
        {
            BatchNorm = UseBatchNorm,
            LayerNorm = UseLayerNorm,
        };

    public IEnumerable<ConfigProblem> Validate() => LayerRules.Check(Sizes, Activations);
}
