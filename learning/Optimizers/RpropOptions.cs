using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>Resilient backpropagation (Riedmiller and Braun, 1993): for full batches.</summary>
[UnionMember("Rprop")]
public sealed record RpropOptions : OptimizerOptions
{
    public RpropOptions() => Lr = 0.01;

    /// <summary>Factors by which a step shrinks and grows.</summary>
    [Description("Factors by which a step shrinks (in (0, 1)) and grows (over 1). Default: [0.5, 1.2].")]
    public (double, double) Etas { get; init; } = (0.5, 1.2);

    /// <summary>Smallest and largest step.</summary>
    [Description("Smallest and largest step. Default: [1e-6, 50].")]
    public (double, double) StepSizes { get; init; } = (1e-6, 50);

    public override OptimizerHelper Create(Parameter parameters) =>
        optim.Rprop([parameters], Lr, Etas.Item1, Etas.Item2, StepSizes.Item1, StepSizes.Item2);
}
