using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Ppo;

/// <summary>Settings of PPO: the original's <c>trainer_param</c>.</summary>
public sealed record PpoOptions : IValidatedConfig
{
    /// <summary>Names of the actions, as in the data.</summary>
    [Description("Names of the actions, as in the data; at least 2. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>γ: weight of a reward one step later.</summary>
    [Description("Discount: weight of a reward one step later, in [0, 1]. Default: 0.9.")]
    [Range(0.0, 1.0)]
    public double Gamma { get; init; } = 0.9;

    /// <summary>Rewards count at most this much.</summary>
    [Description("What a reward counts at most. Default: 1000000.")]
    public double RewardClip { get; init; } = 1e6;

    /// <summary>Divides an episode's returns by their standard deviation.</summary>
    [Description("Divide an episode's returns by their standard deviation; not with a network of values. Default: true.")]
    public bool Normalize { get; init; } = true;

    /// <summary>Subtracts the mean of an episode's returns when they are normalized.</summary>
    [Description("Subtract the mean of an episode's returns when they are normalized. Default: true.")]
    public bool SubtractMean { get; init; } = true;

    /// <summary>Takes negative returns, after normalization, for 0; with <see cref="TdErrorAdvantage"/>, negative advantages.</summary>
    [Description("Take negative returns, after normalization, for 0; with td_error_advantage, negative advantages. Default: false.")]
    public bool OffsetClampMin { get; init; }

    /// <summary>Episodes that are gathered before the policy learns from them.</summary>
    [Description("Episodes that are gathered before the policy learns from them. Default: 1.")]
    [Range(1, 1_000_000)]
    public int UpdateFreq { get; init; } = 1;

    /// <summary>Passes over the gathered episodes.</summary>
    [Description("Passes over the gathered episodes. Default: 1.")]
    [Range(1, 10_000)]
    public int UpdateEpochs { get; init; } = 1;

    /// <summary>Episodes per optimizer step.</summary>
    [Description("Episodes per optimizer step. Default: 1.")]
    [Range(1, 1_000_000)]
    public int PpoBatchSize { get; init; } = 1;

    /// <summary>ε: how far the policy may move away from the one that played before more is not rewarded.</summary>
    [Description("How far the ratio of new to old propensity counts away from 1, in [0, 1]. Default: 0.2.")]
    [Range(0.0, 1.0)]
    public double PpoEpsilon { get; init; } = 0.2;

    /// <summary>Weight of the policy's entropy, which keeps it from becoming certain too early.</summary>
    [Description("Weight of the policy's entropy, 0 or more. Default: 0.")]
    [Range(0.0, double.MaxValue)]
    public double EntropyWeight { get; init; }

    /// <summary>Advantages from one step and the values around it, A = r + γ V(s') − V(s), instead of the return.</summary>
    [Description("Advantages from one step and the network of values: r + gamma V(s') - V(s). Default: false, from the return.")]
    public bool TdErrorAdvantage { get; init; }

    /// <summary>How the policy network is moved.</summary>
    [Description("How the policy network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the value network is moved, where there is one.</summary>
    [Description("How the value network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions OptimizerValueNet { get; init; } = new AdamOptions();

    public IEnumerable<ConfigProblem> Validate() => DiscreteActionRules.Check(Actions, rl: null, section: "");
}
