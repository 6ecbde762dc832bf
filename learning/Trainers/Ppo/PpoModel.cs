using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers.Ppo;

/// <summary>Proximal policy optimization (Schulman et al., 2017) over discrete actions, with clipped ratios.</summary>
[UnionMember("PPO")]
[Description("Proximal policy optimization over discrete actions, from its own episodes.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
public sealed record PpoModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public PpoOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the policy network.</summary>
    [Description("Structure of the policy network. Default: Dueling with sizes [256, 128].")]
    public DiscreteNetworkOptions PolicyNetBuilder { get; init; } = new DuelingOptions();

    /// <summary>Structure of the network of values; null for none.</summary>
    [Description("Structure of the network of values. Default: null, none.")]
    public FullyConnectedOptions? ValueNetBuilder { get; init; }

    /// <summary>Temperature of the softmax by which the policy draws.</summary>
    [Description("Temperature of the softmax by which the policy draws, above 0. Default: 1.")]
    [Range(1e-6, double.MaxValue)]
    public double SamplerTemperature { get; init; } = 1;

    /// <summary>Whether the published policy draws; otherwise it takes the most probable action.</summary>
    [Description("true: the published policy draws as it learned to; false: it takes the most probable action. Default: false.")]
    public bool SoftmaxPolicy { get; init; }

    /// <summary>How state features are normalized.</summary>
    [Description("How state features are normalized. Default: those below.")]
    public PreprocessingOptions PreprocessingOptions { get; init; } = new();

    public override ImmutableArray<string> ActionNames => TrainerParam.Actions;

    public override PreprocessingOptions StatePreprocessing => PreprocessingOptions;

    public override double Discount => TrainerParam.Gamma;

    public override bool OnPolicy => true;

    public override ExplorationOptions Exploration => new AsDecided();

    public override bool TrainsCpe => false;

    public override ITrainer CreateTrainer(TrainerSetup setup)
    {
        RequireDiscreteActions(setup.Layout);
        return new PpoTrainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate()
    {
        if (ValueNetBuilder is not null && TrainerParam.Normalize)
        {
            yield return new(nameof(ValueNetBuilder), "A network of values predicts returns as they are: with it, set trainer_param.normalize to false.");
        }

        if (ValueNetBuilder is null && TrainerParam.TdErrorAdvantage)
        {
            yield return new($"{nameof(TrainerParam)}.td_error_advantage", "Advantages from one step need a network of values: give value_net_builder.");
        }
    }
}
