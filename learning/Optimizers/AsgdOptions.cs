using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Averaged stochastic gradient descent (Polyak and Juditsky, 1992).</summary>
[UnionMember("ASGD")]
public sealed record AsgdOptions : OptimizerOptions
{
    public AsgdOptions() => Lr = 0.01;

    /// <summary>Decay term.</summary>
    [Description("Decay term. Default: 1e-4.")]
    [Range(0.0, 1.0)]
    public double Lambd { get; init; } = 1e-4;

    /// <summary>Power of the learning rate's decay.</summary>
    [Description("Power of the learning rate's decay. Default: 0.75.")]
    [Range(0.0, 10.0)]
    public double Alpha { get; init; } = 0.75;

    /// <summary>Step at which averaging starts.</summary>
    [Description("Step at which averaging starts. Default: 1e6.")]
    [Range(0, double.MaxValue)]
    public double T0 { get; init; } = 1e6;

    /// <summary>Added to the gradient, times the parameters.</summary>
    [Description("Weight decay (L2). Default: 0.")]
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.ASGD([parameters], Lr, Lambd, Alpha, T0, WeightDecay);
}
