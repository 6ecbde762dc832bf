using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Adamax: Adam with the infinity norm (Kingma and Ba, 2015).</summary>
[UnionMember("Adamax")]
public sealed record AdamaxOptions : OptimizerOptions
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

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.Adamax([parameters], Lr, Betas.Item1, Betas.Item2, Eps, WeightDecay);

    public override IEnumerable<ConfigProblem> Validate() => base.Validate().Concat(CheckBetas(Betas));
}
