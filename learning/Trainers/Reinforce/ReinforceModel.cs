using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers.Reinforce;

/// <summary>
/// REINFORCE (Williams, 1992) over discrete actions, with a learned baseline if asked for; from its own episodes, or from logged ones with importance
/// ratios.
/// </summary>
[UnionMember("Reinforce")]
[Description("REINFORCE over discrete actions: episode by episode, from its own episodes or from logged ones.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
public sealed record ReinforceModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public ReinforceOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the policy network.</summary>
    [Description("Structure of the policy network. Default: Dueling with sizes [256, 128].")]
    public DiscreteNetworkOptions PolicyNetBuilder { get; init; } = new DuelingOptions();

    /// <summary>Structure of the network of values, the baseline; null for none.</summary>
    [Description("Structure of the network of values, the baseline. Default: null, none.")]
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

    public override bool OnPolicy => !TrainerParam.OffPolicy;

    public override ExplorationOptions Exploration => new AsDecided();

    public override bool TrainsCpe => false;

    public override ITrainer CreateTrainer(TrainerSetup setup)
    {
        RequireDiscreteActions(setup.Layout);
        return new ReinforceTrainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate()
    {
        if (ValueNetBuilder is not null && (TrainerParam.Normalize || TrainerParam.SubtractMean))
        {
            yield return new(
                nameof(ValueNetBuilder),
                "A network of values predicts returns as they are: with it, set trainer_param.normalize and trainer_param.subtract_mean to false.");
        }
    }
}
