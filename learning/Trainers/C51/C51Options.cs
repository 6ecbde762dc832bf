using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.C51;

/// <summary>Settings of categorical Q-learning: the original's <c>trainer_param</c>.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size, as in the original's offline training")]
[NoEffect("minibatches_per_step", "a step learns from one batch")]
public sealed record C51Options : IValidatedConfig
{
    /// <summary>Names of the actions, as in the data.</summary>
    [Description("Names of the actions, as in the data; at least 2. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>What value-based trainers share. The loss is a cross-entropy; <c>q_network_loss</c> is that of counterfactual values.</summary>
    [Description("What value-based trainers share; q_network_loss is that of counterfactual values only. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>Whether the network chooses the next action and its target judges it; otherwise the target does both.</summary>
    [Description("true: the network chooses the next action and its target judges it; false: the target does both. Default: true.")]
    public bool DoubleQLearning { get; init; } = true;

    /// <summary>Z, returns that are told apart.</summary>
    [Description("Returns that are told apart, evenly spaced from qmin to qmax. Default: 51.")]
    [Range(2, 100_000)]
    public int NumAtoms { get; init; } = 51;

    /// <summary>The lowest return; lower ones are taken for it.</summary>
    [Description("Lowest discounted return; lower ones are taken for it. Default: -100.")]
    public double Qmin { get; init; } = -100;

    /// <summary>The highest return; higher ones are taken for it.</summary>
    [Description("Highest discounted return; higher ones are taken for it. Default: 200.")]
    public double Qmax { get; init; } = 200;

    /// <summary>How every network is moved.</summary>
    [Description("How every network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>What is estimated counterfactually.</summary>
    [Description("What is estimated counterfactually; false here or in eval_parameters leaves it out. Default: those below.")]
    public EvaluationOptions Evaluation { get; init; } = new();

    public IEnumerable<ConfigProblem> Validate()
    {
        if (!(Qmin < Qmax))
        {
            yield return new(nameof(Qmin), $"qmin must be under qmax, and returns between them; they are {Qmin} and {Qmax}.");
        }
    }
}
