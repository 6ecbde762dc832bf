using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>A fully connected actor that draws from a Gaussian distribution.</summary>
[UnionMember("GaussianFullyConnected")]
public sealed record GaussianActorOptions : StochasticActorOptions, IValidatedConfig
{
    /// <summary>Widths of the hidden layers; empty for a linear model.</summary>
    [Description("Widths of the hidden layers; empty for a linear model. Default: [128, 64].")]
    public ImmutableArray<int> Sizes { get; init; } = [128, 64];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    /// <summary>Whether what is drawn passes through tanh; otherwise the mean does, and draws are cut to [−1, 1].</summary>
    [Description("true: what is drawn passes through tanh; false: the mean does, and draws are cut to [-1, 1]. Default: true.")]
    public bool SquashDraws { get; init; } = true;

    /// <summary>Batch normalization before every layer.</summary>
    [Description("Batch normalization before every layer. Default: false.")]
    public bool UseBatchNorm { get; init; }

    /// <summary>Layer normalization after every hidden layer, and of the location and the scale.</summary>
    [Description("Layer normalization after every hidden layer, and of location and scale. Default: false.")]
    public bool UseLayerNorm { get; init; }

    /// <summary>Divides the action by its length; refused, as nobody knows the density of such an action.</summary>
    [Description("Must be false: the density of an action divided by its length is not known. Default: false.")]
    public bool UseL2Normalization { get; init; }

    public override bool Squashed => SquashDraws;

    public override NetworkArchitecture Architecture(int stateWidth, int actionWidth) => new GaussianActorArchitecture
    {
        Layers = [stateWidth, .. Sizes, 2 * actionWidth],
        Activations = Activations,
        BatchNorm = UseBatchNorm,
        LayerNorm = UseLayerNorm,
    };

    public IEnumerable<ConfigProblem> Validate()
    {
        foreach (var problem in LayerRules.Check(Sizes, Activations))
        {
            yield return problem;
        }

        if (UseL2Normalization)
        {
            yield return new(
                nameof(UseL2Normalization),
                "The density of an action that is divided by its length is not known, and the policy learns from it (the original takes that of " +
                "the undivided action). Leave it out.");
        }
    }
}
