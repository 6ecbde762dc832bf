using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers.ActorCritic;

namespace ReAgent.Learning.Trainers.Sac;

/// <summary>
/// Soft actor-critic for continuous actions (Haarnoja et al., 2018), with or without a value network, and critic-regularized regression for
/// offline data (Wang et al., 2020).
/// </summary>
[UnionMember("SAC")]
[Description("Soft actor-critic for continuous actions; with crr_config, critic-regularized regression.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
[NoEffect("action_float_features", "features are what the data holds")]
[NoEffect("action_feature_override", "set action_preprocessing_options.feature_overrides")]
[NoEffect("eval_parameters", "continuous actions are not judged counterfactually")]
[NoEffect("save_critic_bool", "an artifact holds the policy, a checkpoint the critics")]
public sealed record SacModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public SacOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the actor.</summary>
    [Description("Structure of the actor. Default: GaussianFullyConnected with sizes [128, 64].")]
    public StochasticActorOptions ActorNetBuilder { get; init; } = new GaussianActorOptions();

    /// <summary>Structure of each critic.</summary>
    [Description("Structure of each critic. Default: FullyConnected with sizes [128, 64].")]
    public CriticNetworkOptions CriticNetBuilder { get; init; } = new FullyConnectedCriticOptions();

    /// <summary>Structure of the value network; null for targets from the critics' own target networks.</summary>
    [Description("Structure of the value network; null for none. Default: FullyConnected with sizes [256, 128].")]
    public ValueNetworkOptions? ValueNetBuilder { get; init; } = new FullyConnectedValueOptions();

    /// <summary>Whether values are the least of two critics'.</summary>
    [Description("true: values are the least of two critics'; false: there is one critic. Default: true.")]
    [ConfigKey("use_2_q_functions")]
    public bool Use2QFunctions { get; init; } = true;

    /// <summary>Whether the published policy takes the mean action; otherwise it draws.</summary>
    [Description("true: the published policy takes the mean action; false: it draws. Default: true.")]
    public bool ServeMeanPolicy { get; init; } = true;

    /// <summary>How state features are normalized.</summary>
    [Description("How state features are normalized. Default: those below.")]
    public PreprocessingOptions StatePreprocessingOptions { get; init; } = new();

    /// <summary>How action features are normalized.</summary>
    [Description("How action features are normalized. Default: those below.")]
    public PreprocessingOptions ActionPreprocessingOptions { get; init; } = new();

    /// <summary>Batch size, when the model has its own.</summary>
    [Description("Batch size, when the model has its own. Default: null, that of the training.")]
    public ReaderOptions? ReaderOptions { get; init; }

    public override ImmutableArray<string> ActionNames => [];

    public override PreprocessingOptions StatePreprocessing => StatePreprocessingOptions;

    public override PreprocessingOptions? ActionPreprocessing => ActionPreprocessingOptions;

    public override ReaderOptions? Reader => ReaderOptions;

    public override double Discount => TrainerParam.Rl.Gamma;

    public override int StepsPerRow => TrainerParam.Rl.MultiSteps ?? 1;

    public override ExplorationOptions Exploration => new AsDecided();

    public override bool TrainsCpe => false;

    public override ITrainer CreateTrainer(TrainerSetup setup)
    {
        RequireContinuousActions(setup.Layout);
        return new SacTrainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate()
    {
        foreach (var problem in ContinuousActionRules.Check(TrainerParam.Rl, nameof(TrainerParam)))
        {
            yield return problem;
        }

        if (TrainerParam.CrrConfig is not null && ValueNetBuilder is null)
        {
            yield return new(
                nameof(ValueNetBuilder), "crr_config weights actions by how much better they are than the state's value: it needs a value network.");
        }
    }
}
