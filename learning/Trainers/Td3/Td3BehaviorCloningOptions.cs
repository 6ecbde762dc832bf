using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ReAgent.Learning.Trainers.Td3;

/// <summary>Keeps the policy near the logged actions: TD3+BC (Fujimoto and Gu, 2021).</summary>
public sealed record Td3BehaviorCloningOptions
{
    /// <summary>α: weight of the values, scaled to a mean size of 1, against the squared distance from the logged action.</summary>
    [Description("Weight of the values against the distance from logged actions; 0 is plain cloning, more trusts values more. Default: 2.5.")]
    [Range(0.0, double.MaxValue)]
    public double Alpha { get; init; } = 2.5;
}
