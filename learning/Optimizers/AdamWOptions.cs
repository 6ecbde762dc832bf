using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
[UnionMember("AdamW")]
public sealed record AdamWOptions : OptimizerOptions
{
    /// <summary>Decay rates of the running means of the gradient and of its square.</summary>
    [Description("Decay rates of the running means of the gradient and of its square, both in [0, 1). Default: [0.9, 0.999].")]
    public (double, double) Betas { get; init; } = (0.9, 0.999);

    /// <summary>Added to denominators.</summary>
    [Description("Added to denominators. Default: 1e-8.")]
    [Range(0.0, 1.0)]
    public double Eps { get; init; } = 1e-8;

    /// <summary>Share of the parameters, times the learning rate, that is taken away per step.</summary>
    [Description("Decoupled weight decay. Default: 0.01.")]
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Divides by the largest running mean square seen so far (Reddi et al., 2018).</summary>
    [Description("AMSGrad. Default: false.")]
    public bool Amsgrad { get; init; }

    /// <summary>Climbs instead of descending.</summary>
    [Description("Climb instead of descend. Default: false.")]
    public bool Maximize { get; init; }

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.AdamW([parameters], Lr, Betas.Item1, Betas.Item2, Eps, WeightDecay, Amsgrad, Maximize);

    public override IEnumerable<ConfigProblem> Validate() => base.Validate().Concat(CheckBetas(Betas));
}
