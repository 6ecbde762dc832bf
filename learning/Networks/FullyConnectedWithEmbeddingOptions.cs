using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// A fully connected network over learned vectors of ids and the plain features. Without lists of ids it is the fully connected network alone.
/// </summary>
[UnionMember("FullyConnectedWithEmbedding")]
public sealed record FullyConnectedWithEmbeddingOptions : DiscreteNetworkOptions, IValidatedConfig
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

    /// <summary>Length of the ids' vectors.</summary>
    [Description("Length of the ids' vectors. Default: the embedding_dim that id_mapping_config gives, or else 64.")]
    [Range(1, 4096)]
    public int? EmbeddingDim { get; init; }

    public override NetworkArchitecture Architecture(int stateWidth, int actions, int valuesPerAction = 1, IdBags? ids = null)
    {
        if (ids is null)
        {
            return Body(stateWidth);
        }

        var (plain, length) = (stateWidth - ids.Width, EmbeddingDim ?? ids.EmbeddingDim ?? 64);
        return new EmbeddingArchitecture
        {
            PlainInputs = plain,
            TableRows = ids.TableRows,
            Bags = ids.Bags,
            EmbeddingDim = length,
            Body = Body((ids.Bags.Length * length) + plain),
        };

        FullyConnectedArchitecture Body(int inputs) =>
            FullyConnectedArchitecture.Of(inputs, Sizes.AsSpan(), Activations.AsSpan(), actions * valuesPerAction) with { Dropout = DropoutRatio };
    }

    public IEnumerable<ConfigProblem> Validate() => LayerRules.Check(Sizes, Activations);
}
