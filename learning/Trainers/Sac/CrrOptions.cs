using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Trainers.Sac;

/// <summary>
/// Critic-regularized regression (Wang et al., 2020): the policy imitates logged actions, weighted by their advantage
/// A = min Q(s, a) − V(s). Either the indicator 1{A ≥ threshold}, or the exponential e^(A/β).
/// </summary>
public sealed record CrrOptions : IValidatedConfig
{
    /// <summary>Imitates the actions with at least this advantage.</summary>
    [Description("Imitate the actions with at least this advantage. Default: null, weights are exponential.")]
    public double? IndicatorFnThreshold { get; init; }

    /// <summary>β: imitates every action with weight e^(A/β).</summary>
    [Description("Imitate every action, weighted by e to the power of its advantage divided by this. Default: null, weights are 0 or 1.")]
    [Range(1e-6, double.MaxValue)]
    public double? ExponentBeta { get; init; }

    /// <summary>The greatest weight.</summary>
    [Description("The greatest weight, with exponent_beta. Default: null, unlimited.")]
    [Range(1e-6, double.MaxValue)]
    public double? ExponentClamp { get; init; }

    public IEnumerable<ConfigProblem> Validate()
    {
        if (IndicatorFnThreshold is null == ExponentBeta is null)
        {
            yield return new(nameof(ExponentBeta), "Weights are either 0 and 1 (indicator_fn_threshold) or exponential (exponent_beta): give one of the two.");
        }

        if (ExponentClamp is not null && ExponentBeta is null)
        {
            yield return new(nameof(ExponentClamp), "Only exponential weights are limited: give exponent_beta too, or leave it out.");
        }
    }
}
