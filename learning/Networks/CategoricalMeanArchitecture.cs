using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// Expected returns, read from a network of logits of Z returns z_i, evenly spaced: Q(s, a) = Σ_i z_i softmax_i(logits(s, a))
/// (Bellemare et al., 2017).
/// </summary>
[UnionMember("categorical_mean")]
public sealed record CategoricalMeanArchitecture : NetworkArchitecture, IValidatedConfig
{
    /// <summary>The network of logits, [N, S] → [N, A · Z]: those of the first action, then of the next.</summary>
    [Description("The network of logits.")]
    public required NetworkArchitecture Logits { get; init; }

    /// <summary>Z, returns that are told apart.</summary>
    [Description("Returns that are told apart. Default: 2.")]
    [Range(2, int.MaxValue)]
    public int Atoms { get; init; } = 2;

    /// <summary>z_0, the lowest return.</summary>
    [Description("Lowest return. Default: 0.")]
    public double Lowest { get; init; }

    /// <summary>z_{Z−1}, the highest return.</summary>
    [Description("Highest return. Default: 1.")]
    public double Highest { get; init; } = 1;

    public override int Inputs => Logits.Inputs;

    public override int Outputs => Logits.Outputs / Atoms;

    public override NetworkBody Declare(ParameterDeclaration parameters, string prefix = "") =>
        new CategoricalMeanBody(this, Logits.Declare(parameters, prefix));

    internal override FullyConnectedArchitecture? Trunk() => Logits.Trunk();

    public IEnumerable<ConfigProblem> Validate()
    {
        if (Logits.Outputs % Atoms != 0)
        {
            yield return new(nameof(Atoms), $"{Logits.Outputs} outputs are not {Atoms} logits for each of several actions.");
        }

        if (!(Lowest < Highest))
        {
            yield return new(nameof(Lowest), $"The lowest return must be under the highest; they are {Lowest} and {Highest}.");
        }
    }
}
