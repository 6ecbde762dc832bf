using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Dqn;

/// <summary>Batch-constrained Q-learning for discrete actions (Fujimoto et al., 2019).</summary>
public sealed record BcqOptions
{
    /// <summary>
    /// A next action counts if an imitator of the data gives it at least this share of the probability of its most probable action.
    /// </summary>
    [Description("Least share of the most probable action's probability, in [0, 1]; 0 keeps every action, 1 only the most probable. Default: 0.1.")]
    [Range(0.0, 1.0)]
    public double DropThreshold { get; init; } = 0.1;

    /// <summary>Structure of the imitator; null for that of the Q network.</summary>
    [Description("Structure of the imitator. Default: null, that of the Q network.")]
    public DiscreteNetworkOptions? NetBuilder { get; init; }

    /// <summary>How the imitator is moved; null for the trainer's optimizer.</summary>
    [Description("How the imitator is moved. Default: null, as the Q network.")]
    public OptimizerOptions? Optimizer { get; init; }
}
