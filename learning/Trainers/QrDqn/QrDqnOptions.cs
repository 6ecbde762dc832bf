using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.QrDqn;

/// <summary>Settings of quantile regression: the original's <c>trainer_param</c>.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size, as in the original's offline training")]
[NoEffect("minibatches_per_step", "a step learns from one batch")]
public sealed record QrDqnOptions
{
    /// <summary>Names of the actions, as in the data.</summary>
    [Description("Names of the actions, as in the data; at least 2. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>What value-based trainers share. The loss of the quantiles is their own; <c>q_network_loss</c> is that of counterfactual values.</summary>
    [Description("What value-based trainers share; q_network_loss is that of counterfactual values only. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>Whether the network chooses the next action and its target judges it; otherwise the target does both.</summary>
    [Description("true: the network chooses the next action and its target judges it; false: the target does both. Default: true.")]
    public bool DoubleQLearning { get; init; } = true;

    /// <summary>Q, quantiles of an action's return.</summary>
    [Description("Quantiles of an action's return. Default: 51.")]
    [Range(1, 100_000)]
    public int NumAtoms { get; init; } = 51;

    /// <summary>How the network is moved.</summary>
    [Description("How the network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the networks for counterfactual estimates are moved.</summary>
    [Description("How the networks for counterfactual estimates are moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions CpeOptimizer { get; init; } = new AdamOptions();

    /// <summary>What is estimated counterfactually.</summary>
    [Description("What is estimated counterfactually; false here or in eval_parameters leaves it out. Default: those below.")]
    public EvaluationOptions Evaluation { get; init; } = new();
}
