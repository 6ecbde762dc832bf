using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Adadelta (Zeiler, 2012).</summary>
[UnionMember("Adadelta")]
public sealed record AdadeltaOptions : OptimizerOptions
{
    public AdadeltaOptions() => Lr = 1;

    /// <summary>Decay rate of the running means.</summary>
    [Description("Decay rate of the running means. Default: 0.9.")]
    [Range(0.0, 1.0)]
    public double Rho { get; init; } = 0.9;

    /// <summary>Added to denominators.</summary>
    [Description("Added to denominators. Default: 1e-6.")]
    [Range(0.0, 1.0)]
    public double Eps { get; init; } = 1e-6;

    /// <summary>Added to the gradient, times the parameters.</summary>
    [Description("Weight decay (L2). Default: 0.")]
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>Climbs instead of descending.</summary>
    [Description("Climb instead of descend. Default: false.")]
    public bool Maximize { get; init; }

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.Adadelta([parameters], Lr, Rho, Eps, WeightDecay, Maximize);
}
