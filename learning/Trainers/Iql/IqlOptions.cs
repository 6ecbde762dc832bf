using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Iql;

/// <summary>Settings of implicit Q-learning.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size")]
public sealed record IqlOptions
{
    /// <summary>What value-based trainers share.</summary>
    [Description("What value-based trainers share. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>How the critics are moved.</summary>
    [Description("How the critics are moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions QNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>How the value network is moved.</summary>
    [Description("How the value network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions ValueNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>How the actor is moved.</summary>
    [Description("How the actor is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions ActorNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>τ of the expectile: how near a state's value is to that of its best logged action.</summary>
    [Description("Expectile that a state's value is, in (0, 1): 0.5 is the mean over logged actions, near 1 the best of them. Default: 0.7.")]
    [Range(1e-6, 1 - 1e-6)]
    public double Expectile { get; init; } = 0.7;

    /// <summary>β: how strongly the policy prefers better actions.</summary>
    [Description("How strongly the policy prefers better actions; 0 is plain cloning. Default: 3.")]
    [Range(0.0, double.MaxValue)]
    public double InverseTemperature { get; init; } = 3;

    /// <summary>The greatest weight of an action.</summary>
    [Description("The greatest weight of an action. Default: 100.")]
    [Range(1e-6, double.MaxValue)]
    public double MaxWeight { get; init; } = 100;
}
