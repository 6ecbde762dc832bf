using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.DiscreteCrr;

/// <summary>Settings of critic-regularized regression over discrete actions: the original's <c>trainer_param</c>.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size, as in the original's offline training")]
[NoEffect("minibatches_per_step", "a step learns from one batch")]
public sealed record DiscreteCrrOptions
{
    /// <summary>Names of the actions, as in the data.</summary>
    [Description("Names of the actions, as in the data; at least 2. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>
    /// What value-based trainers share. Values follow the actor, so <c>maxq_learning</c> changes nothing, and the critics' loss is squared;
    /// <c>q_network_loss</c> is that of counterfactual values.
    /// </summary>
    [Description("What value-based trainers share; values follow the actor, so maxq_learning changes nothing, and q_network_loss is that of counterfactual values only. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>Whether there are two critics, of whose values for the next state the lower counts.</summary>
    [Description("true: two critics, of whose values of the next state the lower counts; false: one. Default: true.")]
    public bool DoubleQLearning { get; init; } = true;

    /// <summary>How the critics and the networks for counterfactual estimates are moved.</summary>
    [Description("How the critics and the networks for counterfactual estimates are moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions QNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>How the actor is moved.</summary>
    [Description("How the actor is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions ActorNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>Whether the next state's value is under the actor's target rather than under the actor.</summary>
    [Description("true: the next state's value is under the actor's target; false: under the actor. Default: false.")]
    public bool UseTargetActor { get; init; }

    /// <summary>Steps from one move of the actor to the next; the first step moves it.</summary>
    [Description("Steps from one move of the actor to the next. Default: 1.")]
    [Range(1, int.MaxValue)]
    public int DelayedPolicyUpdate { get; init; } = 1;

    /// <summary>β: advantage, in units of reward, at which a logged action weighs e times as much.</summary>
    [Description("Advantage, in units of reward, at which a logged action weighs e times as much; over 0. Default: 1.")]
    [Range(1e-9, double.MaxValue)]
    public double Beta { get; init; } = 1;

    /// <summary>The highest weight of a logged action.</summary>
    [Description("Highest weight of a logged action. Default: 20.")]
    [Range(1e-9, double.MaxValue)]
    public double MaxWeight { get; init; } = 20;

    /// <summary>
    /// Weight of the actor's negative entropy, estimated on the logged actions by importance weights. It needs logged propensities.
    /// </summary>
    [Description("Weight of keeping the actor undecided; over 0 it needs logged propensities. Default: 0.")]
    [Range(0.0, double.MaxValue)]
    public double EntropyCoeff { get; init; }

    /// <summary>The highest importance weight in the entropy's estimate.</summary>
    [Description("Highest importance weight in the estimate of the entropy. Default: 10.")]
    [Range(1e-4, double.MaxValue)]
    public double ClipLimit { get; init; } = 10;

    /// <summary>What is estimated counterfactually.</summary>
    [Description("What is estimated counterfactually; false here or in eval_parameters leaves it out. Default: those below.")]
    public EvaluationOptions Evaluation { get; init; } = new();
}
