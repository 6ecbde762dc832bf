using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>A dueling network.</summary>
[UnionMember("Dueling")]
public sealed record DuelingOptions : DiscreteNetworkOptions, IValidatedConfig
{
    /// <summary>Widths of the shared layers; the last one must be even.</summary>
    [Description("Widths of the shared layers; the last must be even, each stream takes half of it. Default: [256, 128].")]
    public ImmutableArray<int> Sizes { get; init; } = [256, 128];

    /// <summary>One activation per size.</summary>
    [Description("One activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus. Default: [relu, relu].")]
    public ImmutableArray<Activation> Activations { get; init; } = [Activation.Relu, Activation.Relu];

    public override NetworkArchitecture Architecture(int stateWidth, int actions, int valuesPerAction = 1, IdBags? ids = null) => new DuelingArchitecture
    {
        InputWidth = stateWidth,
        Shared = Sizes,
        Activations = Activations,
        Actions = actions,
        ValuesPerAction = valuesPerAction,
    };

    public IEnumerable<ConfigProblem> Validate()
    {
        foreach (var problem in LayerRules.Check(Sizes, Activations))
        {
            yield return problem;
        }

        if (Sizes.IsEmpty || Sizes[^1] % 2 != 0)
        {
            yield return new(
                nameof(Sizes),
                "A dueling network splits its last layer into two streams, so it needs at least one layer and an even last width; " +
                $"sizes are [{string.Join(", ", Sizes)}]. For a linear model use FullyConnected.");
        }
    }
}
