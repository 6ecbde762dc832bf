using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Layers of neurons, each connected to all of the layer before.</summary>
[UnionMember("fully_connected")]
public sealed record FullyConnectedArchitecture : NetworkArchitecture, IValidatedConfig
{
    /// <summary>Widths from the input to the output: [inputs, hidden …, outputs].</summary>
    [Description("Widths from the input to the output, both included. Default: none.")]
    public ImmutableArray<int> Layers { get; init; } = [];

    /// <summary>Activation after each layer; one fewer than <see cref="Layers"/>.</summary>
    [Description("Activation after each layer. Default: none.")]
    public ImmutableArray<Activation> Activations { get; init; } = [];

    /// <summary>Normalizes the input of every layer by the batch's moments (Ioffe and Szegedy, 2015).</summary>
    [Description("Batch normalization before every layer. Default: false.")]
    public bool BatchNorm { get; init; }

    /// <summary>Normalizes the output of every hidden layer over its width, before the activation (Ba et al., 2016).</summary>
    [Description("Layer normalization after every hidden layer. Default: false.")]
    public bool LayerNorm { get; init; }

    /// <summary>Probability with which a hidden neuron is left out of a training step.</summary>
    [Description("Dropout probability of hidden layers. Default: 0.")]
    [Range(0.0, 0.999)]
    public double Dropout { get; init; }

    /// <summary>Applies layer normalization and dropout to the output layer too.</summary>
    [Description("Layer normalization and dropout on the output layer too. Default: false.")]
    public bool NormalizeOutput { get; init; }

    /// <summary>Adds the input of a layer to its output where both have the same width (He et al., 2016).</summary>
    [Description("Skip connections around layers that keep their width. Default: false.")]
    public bool SkipConnections { get; init; }

    public override int Inputs => Layers[0];

    public override int Outputs => Layers[^1];

    /// <summary>A network with linear output.</summary>
    /// <param name="inputs">Width of the input.</param>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="activations">Their activations.</param>
    /// <param name="outputs">Width of the output.</param>
    /// <param name="outputActivation">Activation of the output.</param>
    public static FullyConnectedArchitecture Of(
        int inputs, ReadOnlySpan<int> hidden, ReadOnlySpan<Activation> activations, int outputs, Activation outputActivation = Activation.Linear) =>
        new() { Layers = [inputs, .. hidden, outputs], Activations = [.. activations, outputActivation] };

    public override NetworkBody Declare(ParameterDeclaration parameters, string prefix = "") => new FullyConnectedBody(this, parameters, prefix);

    internal override FullyConnectedArchitecture Trunk() => this;

    public IEnumerable<ConfigProblem> Validate()
    {
        if (Layers.Length < 2 || Layers.Any(width => width < 1))
        {
            yield return new(
                nameof(Layers), $"A network needs at least an input and an output width, all positive; these are [{string.Join(", ", Layers)}].");
        }

        if (Activations.Length != Layers.Length - 1)
        {
            yield return new(nameof(Activations), $"{Layers.Length - 1} layers need as many activations; there are {Activations.Length}.");
        }
    }
}
