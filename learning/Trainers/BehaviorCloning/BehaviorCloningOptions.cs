using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.BehaviorCloning;

/// <summary>Settings of behavior cloning.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size")]
public sealed record BehaviorCloningOptions
{
    /// <summary>Names of discrete actions, as in the data; none when actions are continuous.</summary>
    [Description("Names of discrete actions, as in the data; none when actions are continuous. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Whether the published policy draws as the data does; otherwise it takes the most frequent action.</summary>
    [Description("true: the published policy draws as the data does; false: it takes the most frequent action. Default: true.")]
    public bool SoftmaxPolicy { get; init; } = true;

    /// <summary>Temperature of the softmax; 1 is what was learned, less is greedier.</summary>
    [Description("Temperature of the softmax; 1 is what was learned, less is greedier. Default: 1.")]
    [Range(1e-6, double.MaxValue)]
    public double Temperature { get; init; } = 1;

    /// <summary>γ of the counterfactual estimates; the clone itself looks at no rewards.</summary>
    [Description("Discount of the counterfactual estimates, in [0, 1]. Default: 0.9.")]
    [Range(0.0, 1.0)]
    public double Gamma { get; init; } = 0.9;

    /// <summary>τ of the networks for counterfactual estimates.</summary>
    [Description("Share of the way that target networks of the counterfactual estimates go per step, in (0, 1]. Default: 0.001.")]
    [Range(1e-9, 1.0)]
    public double TargetUpdateRate { get; init; } = 0.001;

    /// <summary>How every network is moved.</summary>
    [Description("How every network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();
}
