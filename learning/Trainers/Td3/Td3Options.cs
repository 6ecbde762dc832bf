using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Td3;

/// <summary>Settings of TD3: the original's <c>trainer_param</c>.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size, as in the original's offline training")]
[NoEffect("minibatches_per_step", "a step learns from one batch")]
public sealed record Td3Options
{
    /// <summary>What value-based trainers share.</summary>
    [Description("What value-based trainers share. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>How the critics are moved.</summary>
    [Description("How the critics are moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions QNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>How the actor is moved.</summary>
    [Description("How the actor is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions ActorNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>Standard deviation of the noise on target actions. (The original calls it a variance.)</summary>
    [Description("Standard deviation of the noise on the actions at which targets are valued. Default: 0.2.")]
    [Range(0.0, double.MaxValue)]
    public double NoiseVariance { get; init; } = 0.2;

    /// <summary>The greatest noise on target actions.</summary>
    [Description("The greatest noise on the actions at which targets are valued. Default: 0.5.")]
    [Range(0.0, double.MaxValue)]
    public double NoiseClip { get; init; } = 0.5;

    /// <summary>The actor and the targets are moved in the first of so many steps; the critics in each.</summary>
    [Description("The actor and the targets are moved in the first of so many steps. Default: 2.")]
    [Range(1, int.MaxValue)]
    public int DelayedPolicyUpdate { get; init; } = 2;

    /// <summary>Keeps the policy near the logged actions, which is what offline data needs; null for plain TD3.</summary>
    [Description("Keep the policy near the logged actions: TD3+BC. Default: null, plain TD3.")]
    public Td3BehaviorCloningOptions? BehaviorCloning { get; init; }
}
