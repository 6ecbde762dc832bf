using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Adagrad (Duchi et al., 2011).</summary>
[UnionMember("Adagrad")]
public sealed record AdagradOptions : OptimizerOptions
{
    public AdagradOptions() => Lr = 0.01;

    /// <summary>Decay of the learning rate per step.</summary>
    [Description("Decay of the learning rate per step. Default: 0.")]
    [Range(0, double.MaxValue)]
    public double LrDecay { get; init; }

    /// <summary>Added to the gradient, times the parameters.</summary>
    [Description("Weight decay (L2). Default: 0.")]
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>First value of the sum of squares.</summary>
    [Description("First value of the sum of squares. Default: 0.")]
    [Range(0, double.MaxValue)]
    public double InitialAccumulatorValue { get; init; }

    /// <summary>Added to denominators.</summary>
    [Description("Added to denominators. Default: 1e-10.")]
    [Range(0.0, 1.0)]
    public double Eps { get; init; } = 1e-10;

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.Adagrad([parameters], Lr, LrDecay, WeightDecay, InitialAccumulatorValue, Eps);
}
