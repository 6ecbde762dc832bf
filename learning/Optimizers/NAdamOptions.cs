using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Adam with Nesterov's momentum (Dozat, 2016).</summary>
[UnionMember("NAdam")]
public sealed record NAdamOptions : OptimizerOptions
{
    /// <summary>Decay rates of the running means of the gradient and of its square.</summary>
    [Description("Decay rates of the running means of the gradient and of its square, both in [0, 1). Default: [0.9, 0.999].")]
    public (double, double) Betas { get; init; } = (0.9, 0.999);

    /// <summary>Added to denominators.</summary>
    [Description("Added to denominators. Default: 1e-8.")]
    [Range(0.0, 1.0)]
    public double Eps { get; init; } = 1e-8;

    /// <summary>Added to the gradient, times the parameters.</summary>
    [Description("Weight decay (L2). Default: 0.")]
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>Decay of the momentum schedule.</summary>
    [Description("Decay of the momentum schedule. Default: 0.004.")]
    [Range(0, double.MaxValue)]
    public double MomentumDecay { get; init; } = 0.004;

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.NAdam([parameters], Lr, Betas.Item1, Betas.Item2, Eps, WeightDecay, MomentumDecay);

    public override IEnumerable<ConfigProblem> Validate() => base.Validate().Concat(CheckBetas(Betas));
}
