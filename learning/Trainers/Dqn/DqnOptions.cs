using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Dqn;

/// <summary>Settings of deep Q-learning: the original's <c>trainer_param</c>.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size, as in the original's offline training")]
[NoEffect("minibatches_per_step", "a step learns from one batch")]
public record DqnOptions
{
    /// <summary>Names of the actions, as in the data.</summary>
    [Description("Names of the actions, as in the data; at least 2. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>What value-based trainers share.</summary>
    [Description("What value-based trainers share. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>Whether the network chooses the next action and its target judges it; otherwise the target does both.</summary>
    [Description("true: the network chooses the next action and its target judges it; false: the target does both. Default: true.")]
    public bool DoubleQLearning { get; init; } = true;

    /// <summary>Restricts next actions to those that the data would plausibly take; null for no restriction.</summary>
    [Description("Restrict next actions to those that the data would plausibly take. Default: null, no restriction.")]
    public BcqOptions? Bcq { get; init; }

    /// <summary>How every network is moved.</summary>
    [Description("How every network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>What is estimated counterfactually.</summary>
    [Description("What is estimated counterfactually; false here or in eval_parameters leaves it out. Default: those below.")]
    public EvaluationOptions Evaluation { get; init; } = new();
}
