using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Cql;

/// <summary>Settings of conservative Q-learning.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size")]
public sealed record CqlOptions
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

    /// <summary>How the logarithm of the temperature is moved; null keeps it.</summary>
    [Description("How the logarithm of the temperature is moved; null keeps the temperature. Default: Adam with lr 0.001.")]
    public OptimizerOptions? AlphaOptimizer { get; init; } = new AdamOptions();

    /// <summary>α at first: what the policy's entropy is worth in units of reward.</summary>
    [Description("What the policy's entropy is worth in units of reward, at first; over 0. Default: 1.")]
    [Range(1e-9, double.MaxValue)]
    public double EntropyTemperature { get; init; } = 1;

    /// <summary>H̄: the entropy at which the temperature is held.</summary>
    [Description("Entropy that a learned temperature is to bring about, in nats; usually minus the action's width. Default: -1.")]
    public double TargetEntropy { get; init; } = -1;

    /// <summary>Weight of the conservative term.</summary>
    [Description("Weight of valuing logged actions over others; 0 is soft actor-critic. Default: 5.")]
    [Range(0.0, double.MaxValue)]
    public double ConservativeWeight { get; init; } = 5;

    /// <summary>n: actions per state from each of the uniform distribution, π(·|s) and π(·|s').</summary>
    [Description("Actions drawn per state from each of three distributions, to value all actions. Default: 10.")]
    [Range(1, 10_000)]
    public int ActionSamples { get; init; } = 10;
}
