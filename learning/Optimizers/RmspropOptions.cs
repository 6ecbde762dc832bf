using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton, 2012).</summary>
[UnionMember("RMSprop")]
public sealed record RmspropOptions : OptimizerOptions
{
    public RmspropOptions() => Lr = 0.01;

    /// <summary>Decay rate of the running mean square.</summary>
    [Description("Decay rate of the running mean square. Default: 0.99.")]
    [Range(0.0, 1.0)]
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to denominators.</summary>
    [Description("Added to denominators. Default: 1e-8.")]
    [Range(0.0, 1.0)]
    public double Eps { get; init; } = 1e-8;

    /// <summary>Added to the gradient, times the parameters.</summary>
    [Description("Weight decay (L2). Default: 0.")]
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>Share of the last move that is repeated.</summary>
    [Description("Momentum. Default: 0.")]
    [Range(0.0, 1.0)]
    public double Momentum { get; init; }

    /// <summary>Divides by the running standard deviation instead of the root mean square.</summary>
    [Description("Divide by the standard deviation instead of the root mean square. Default: false.")]
    public bool Centered { get; init; }

    /// <summary>Climbs instead of descending.</summary>
    [Description("Climb instead of descend. Default: false.")]
    public bool Maximize { get; init; }

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.RMSProp([parameters], Lr, Alpha, Eps, WeightDecay, Momentum, Centered, Maximize);
}
