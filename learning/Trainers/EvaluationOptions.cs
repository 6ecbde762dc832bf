using System.ComponentModel;

namespace ReAgent.Learning.Trainers;

/// <summary>What is estimated counterfactually: the original's <c>eval_parameters</c> section.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Trains a model of rewards and values along, and estimates the policy on held-out episodes.</summary>
    [Description("Train a model of rewards and values along, and estimate the policy on held-out episodes. Default: true.")]
    public bool CalcCpeInTraining { get; init; } = true;
}
