using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Stochastic gradient descent.</summary>
[UnionMember("SGD")]
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>Share of the last move that is repeated.</summary>
    [Description("Momentum. Default: 0.")]
    [Range(0.0, 1.0)]
    public double Momentum { get; init; }

    /// <summary>Share of the gradient that momentum leaves out.</summary>
    [Description("Dampening of the momentum. Default: 0.")]
    [Range(0.0, 1.0)]
    public double Dampening { get; init; }

    /// <summary>Added to the gradient, times the parameters.</summary>
    [Description("Weight decay (L2). Default: 0.")]
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>Nesterov's momentum.</summary>
    [Description("Nesterov's momentum. Default: false.")]
    public bool Nesterov { get; init; }

    /// <summary>Climbs instead of descending.</summary>
    [Description("Climb instead of descend. Default: false.")]
    public bool Maximize { get; init; }

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.SGD([parameters], Lr, Momentum, Dampening, WeightDecay, Nesterov, Maximize);
}
