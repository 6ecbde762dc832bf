using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// Layers that give a Gaussian distribution per number of a continuous action: [N, S] → [N, 2D], the D locations and then the D logarithms
/// of scales, which are cut to [−2, 2].
/// </summary>
[UnionMember("gaussian_actor")]
public sealed record GaussianActorArchitecture : NetworkArchitecture, IValidatedConfig
{
    /// <summary>Widths from the input to the output: [S, hidden …, 2D].</summary>
    [Description("Widths from the input to the output, both included; the last is twice that of the action. Default: none.")]
    public ImmutableArray<int> Layers { get; init; } = [];

    /// <summary>Activation after each hidden layer; the output is linear.</summary>
    [Description("Activation after each hidden layer. Default: none.")]
    public ImmutableArray<Activation> Activations { get; init; } = [];

    /// <summary>Batch normalization before every layer.</summary>
    [Description("Batch normalization before every layer. Default: false.")]
    public bool BatchNorm { get; init; }

    /// <summary>Layer normalization after every hidden layer, and of the locations and the logarithms of scales over the action's numbers.</summary>
    [Description("Layer normalization after every hidden layer, and of location and scale. Default: false.")]
    public bool LayerNorm { get; init; }

    public override int Inputs => Layers[0];

    public override int Outputs => Layers[^1];

    public override NetworkBody Declare(ParameterDeclaration parameters, string prefix = "") => new GaussianActorBody(this, parameters, prefix);

    internal override FullyConnectedArchitecture Trunk() => new()
    {
        Layers = Layers,
        Activations = [.. Activations, Activation.Linear],
        BatchNorm = BatchNorm,
        LayerNorm = LayerNorm,
    };

    public IEnumerable<ConfigProblem> Validate()
    {
        if (Layers.Length < 2 || Layers.Any(width => width < 1) || Layers[^1] % 2 != 0)
        {
            yield return new(
                nameof(Layers),
                $"An actor needs at least an input and an output width, all positive and the last even; these are [{string.Join(", ", Layers)}].");
        }

        if (Activations.Length != Math.Max(0, Layers.Length - 2))
        {
            yield return new(nameof(Activations), $"Every hidden layer needs an activation; there are {Activations.Length} for {Layers.Length} widths.");
        }
    }
}
