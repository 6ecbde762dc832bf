using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Reinforce;

/// <summary>Settings of REINFORCE: the original's <c>trainer_param</c>.</summary>
[NoEffect("do_log_metrics", "readings are reported as they come")]
[NoEffect("update_freq", "a step learns from one episode")]
public sealed record ReinforceOptions : IValidatedConfig
{
    /// <summary>Names of the actions, as in the data.</summary>
    [Description("Names of the actions, as in the data; at least 2. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>γ: weight of a reward one step later.</summary>
    [Description("Discount: weight of a reward one step later, in [0, 1]. Default: 0, only the immediate reward counts.")]
    [Range(0.0, 1.0)]
    public double Gamma { get; init; }

    /// <summary>Whether episodes were played by another policy, whose logged propensities correct for that.</summary>
    [Description("true: episodes are another policy's, and logged propensities correct for it; false: they are the policy's own. Default: false.")]
    public bool OffPolicy { get; init; }

    /// <summary>Rewards count at most this much.</summary>
    [Description("What a reward counts at most. Default: 1000000.")]
    public double RewardClip { get; init; } = 1e6;

    /// <summary>Most that an importance ratio counts.</summary>
    [Description("What an importance ratio counts at most, when off_policy, above 0. Default: 1000000.")]
    [Range(1e-9, double.MaxValue)]
    public double ClipParam { get; init; } = 1e6;

    /// <summary>Divides an episode's returns by their standard deviation.</summary>
    [Description("Divide an episode's returns by their standard deviation. Default: true.")]
    public bool Normalize { get; init; } = true;

    /// <summary>Subtracts the mean of an episode's returns.</summary>
    [Description("Subtract the mean of an episode's returns. Default: true.")]
    public bool SubtractMean { get; init; } = true;

    /// <summary>Takes negative returns, after normalization, for 0.</summary>
    [Description("Take negative returns, after normalization, for 0. Default: false.")]
    public bool OffsetClampMin { get; init; }

    /// <summary>How the policy network is moved.</summary>
    [Description("How the policy network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the value network is moved, where there is one.</summary>
    [Description("How the value network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions OptimizerValueNet { get; init; } = new AdamOptions();

    public IEnumerable<ConfigProblem> Validate() => DiscreteActionRules.Check(Actions, rl: null, section: "");
}
