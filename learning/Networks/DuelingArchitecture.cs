using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// A value and an advantage over a shared representation: Q(s, a) = V(s) + A(s, a) − mean over a' of A(s, a') (Wang et al., 2016).
/// </summary>
[UnionMember("dueling")]
public sealed record DuelingArchitecture : NetworkArchitecture, IValidatedConfig
{
    /// <summary>Width of the input.</summary>
    [Description("Width of the input. Default: 0.")]
    public int InputWidth { get; init; }

    /// <summary>Widths of the shared layers; the last one is the representation that both streams read, and is even.</summary>
    [Description("Widths of the shared layers. Default: none.")]
    public ImmutableArray<int> Shared { get; init; } = [];

    /// <summary>Activations: those of the shared layers but the last, which is linear, then that of both streams' hidden layer.</summary>
    [Description("Activations of the shared layers but the last, then of the streams. Default: none.")]
    public ImmutableArray<Activation> Activations { get; init; } = [];

    /// <summary>Number of actions.</summary>
    [Description("Number of actions. Default: 0.")]
    public int Actions { get; init; }

    /// <summary>
    /// Values per action: 1, or the number of atoms or quantiles of a return distribution. The mean advantage is over actions and values
    /// alike.
    /// </summary>
    [Description("Values per action. Default: 1.")]
    public int ValuesPerAction { get; init; } = 1;

    public override int Inputs => InputWidth;

    public override int Outputs => Actions * ValuesPerAction;

    public override NetworkBody Declare(ParameterDeclaration parameters, string prefix = "") => new DuelingBody(this, parameters, prefix);

    internal override FullyConnectedArchitecture Trunk() =>
        FullyConnectedArchitecture.Of(InputWidth, Shared.AsSpan()[..^1], Activations.AsSpan()[..^1], Shared[^1]);

    public IEnumerable<ConfigProblem> Validate()
    {
        if (Shared.IsEmpty || Shared[^1] % 2 != 0)
        {
            yield return new(
                nameof(Shared),
                "A dueling network splits its last shared layer into two streams of half its width: it needs at least one layer, " +
                $"and the last width must be even; these are [{string.Join(", ", Shared)}].");
        }

        if (Activations.Length != Shared.Length)
        {
            yield return new(nameof(Activations), $"{Shared.Length} shared layers need as many activations; there are {Activations.Length}.");
        }
    }
}
