using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Expected returns, read from a network of quantiles: Q(s, a) = mean over i of θ_i(s, a) (Dabney et al., 2018).</summary>
[UnionMember("quantile_mean")]
public sealed record QuantileMeanArchitecture : NetworkArchitecture, IValidatedConfig
{
    /// <summary>The network of quantiles, [N, S] → [N, A · Q]: those of the first action, then of the next.</summary>
    [Description("The network of quantiles.")]
    public required NetworkArchitecture Quantiles { get; init; }

    /// <summary>Q, quantiles per action.</summary>
    [Description("Quantiles per action. Default: 1.")]
    [Range(1, int.MaxValue)]
    public int QuantileCount { get; init; } = 1;

    public override int Inputs => Quantiles.Inputs;

    public override int Outputs => Quantiles.Outputs / QuantileCount;

    public override NetworkBody Declare(ParameterDeclaration parameters, string prefix = "") =>
        new QuantileMeanBody(Quantiles.Declare(parameters, prefix), Outputs, QuantileCount);

    internal override FullyConnectedArchitecture? Trunk() => Quantiles.Trunk();

    public IEnumerable<ConfigProblem> Validate()
    {
        if (Quantiles.Outputs % QuantileCount != 0)
        {
            yield return new(nameof(QuantileCount), $"{Quantiles.Outputs} outputs are not {QuantileCount} quantiles for each of several actions.");
        }
    }
}
