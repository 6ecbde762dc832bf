using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Trainers.Sac;

/// <summary>Settings of SAC: the original's <c>trainer_param</c>.</summary>
[NoEffect("minibatch_size", "the batch size is reader_options.minibatch_size, as in the original's offline training")]
public sealed record SacOptions : IValidatedConfig
{
    /// <summary>What value-based trainers share.</summary>
    [Description("What value-based trainers share. Default: those below.")]
    public RlOptions Rl { get; init; } = new();

    /// <summary>How the critics are moved.</summary>
    [Description("How the critics are moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions QNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>How the value network is moved.</summary>
    [Description("How the value network is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions ValueNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>How the actor is moved.</summary>
    [Description("How the actor is moved. Default: Adam with lr 0.001.")]
    public OptimizerOptions ActorNetworkOptimizer { get; init; } = new AdamOptions();

    /// <summary>How the logarithm of the temperature is moved; null keeps it.</summary>
    [Description("How the logarithm of the temperature is moved; null keeps the temperature. Default: Adam with lr 0.001.")]
    public OptimizerOptions? AlphaOptimizer { get; init; } = new AdamOptions();

    /// <summary>α at first: what the policy's entropy is worth in units of reward.</summary>
    [Description("What the policy's entropy is worth in units of reward, at first; over 0. Default: 0.01.")]
    [Range(1e-9, double.MaxValue)]
    public double EntropyTemperature { get; init; } = 0.01;

    /// <summary>Whether the value network leaves out the entropy, as if the policy were uniform.</summary>
    [Description("true: the value network leaves out the entropy; false: it counts it. Default: true.")]
    public bool LoggedActionUniformPrior { get; init; } = true;

    /// <summary>H̄: the entropy at which the temperature is held.</summary>
    [Description("Entropy that a learned temperature is to bring about, in nats; usually minus the action's width. Default: -1.")]
    public double TargetEntropy { get; init; } = -1;

    /// <summary>Weight of the divergence of the actions' distribution from a given one; null leaves it out.</summary>
    [Description("Weight of the divergence of the actions' distribution from the one below. Default: null, none.")]
    [Range(0.0, double.MaxValue)]
    public double? ActionEmbeddingKldWeight { get; init; }

    /// <summary>Whether the divergence is that of the policy's means; otherwise of its draws.</summary>
    [Description("true: the divergence is that of the policy's means; false: of its draws. Default: false.")]
    public bool ApplyKldOnMean { get; init; }

    /// <summary>Mean of each number of the action in the given distribution.</summary>
    [Description("Mean of each number of the action in the given distribution. Default: none.")]
    public ImmutableArray<double> ActionEmbeddingMean { get; init; } = [];

    /// <summary>Variance of each number of the action in the given distribution.</summary>
    [Description("Variance of each number of the action in the given distribution. Default: none.")]
    public ImmutableArray<double> ActionEmbeddingVariance { get; init; } = [];

    /// <summary>Learns the policy by critic-regularized regression; null for SAC's own loss.</summary>
    [Description("Learn the policy by critic-regularized regression; needs value_net_builder. Default: null, SAC's own loss.")]
    public CrrOptions? CrrConfig { get; init; }

    /// <summary>Whether the policy's loss has a gradient through the density of its draw.</summary>
    [Description("Whether the policy's loss has a gradient through the density of its draw. Default: true.")]
    public bool BackpropThroughLogProb { get; init; } = true;

    public IEnumerable<ConfigProblem> Validate()
    {
        if (ActionEmbeddingKldWeight is > 0
            && (ActionEmbeddingMean.IsEmpty
                || ActionEmbeddingMean.Length != ActionEmbeddingVariance.Length
                || ActionEmbeddingVariance.Any(variance => variance <= 0)))
        {
            yield return new(
                nameof(ActionEmbeddingMean),
                "action_embedding_kld_weight needs one mean and one positive variance per number of the action: " +
                $"there are {ActionEmbeddingMean.Length} in action_embedding_mean and {ActionEmbeddingVariance.Length} in action_embedding_variance.");
        }
    }
}
