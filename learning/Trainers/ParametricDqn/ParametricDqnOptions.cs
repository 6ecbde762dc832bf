using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.ParametricDqn;

/// <summary>Settings of deep Q-learning over actions with features: the original's <c>trainer_param</c>.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size, as in the original's offline training")]
[NoEffect("minibatches_per_step", "a step learns from one batch")]
public sealed record ParametricDqnOptions
{
    /// <summary>Names of the actions, as in the data; empty for those of the environment.</summary>
    [Description("Names of the actions, as in the data; at least 2. Default: those of the environment.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Features of every action, as many for each: what the network reads of it. Empty for unit vectors.</summary>
    [Description("Features of every action by its name, as many for each and of the size of 1: what is learned of an action holds for those like it. Default: none, one feature per action.")]
    public ImmutableSortedDictionary<string, ImmutableArray<double>> ActionFeatures { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty;

    /// <summary>What value-based trainers share.</summary>
    [Description("What value-based trainers share. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>
    /// Whether the network chooses the next action and its target judges it; otherwise the target does both. Without effect on SARSA, where the
    /// log has chosen.
    /// </summary>
    [Description("true: the network chooses the next action and its target judges it; false: the target does both. Default: true.")]
    public bool DoubleQLearning { get; init; } = true;

    /// <summary>How every network is moved.</summary>
    [Description("How every network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();
}
