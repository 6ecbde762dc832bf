using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers.Schedules;
using TorchSharp.Modules;

namespace ReAgent.Learning.Optimizers;

/// <summary>How parameters are moved against their gradient.</summary>
[TaggedUnion]
public abstract record OptimizerOptions : IValidatedConfig
{
    /// <summary>Learning rate: how far a step goes.</summary>
    [Description("Learning rate, 0 or more. Default: 0.001; Adadelta 1; Adagrad, ASGD, RMSprop and Rprop 0.01.")]
    [Range(0, double.MaxValue)]
    public double Lr { get; init; } = 0.001;

    /// <summary>How the learning rate changes over time; at most one schedule.</summary>
    [Description("Schedule of the learning rate, at most one. Default: none, the rate stays.")]
    public ImmutableArray<LearningRateSchedule> LrSchedulers { get; init; } = [];

    /// <summary>The optimizer over one flat parameter.</summary>
    public abstract OptimizerHelper Create(Parameter parameters);

    public virtual IEnumerable<ConfigProblem> Validate()
    {
        if (LrSchedulers.Length > 1)
        {
            yield return new(nameof(LrSchedulers), $"An optimizer follows at most one schedule; there are {LrSchedulers.Length}.");
        }
    }

    /// <summary>A problem when a pair of decay rates is not two numbers in [0, 1).</summary>
    protected static IEnumerable<ConfigProblem> CheckBetas((double, double) betas)
    {
        if (betas.Item1 is < 0 or >= 1 || betas.Item2 is < 0 or >= 1)
        {
            yield return new("betas", $"Both decay rates must be in [0, 1); they are [{betas.Item1}, {betas.Item2}]. Usual are [0.9, 0.999].");
        }
    }
}
