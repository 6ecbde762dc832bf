using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers.ActorCritic;

namespace ReAgent.Learning.Trainers.Td3;

/// <summary>
/// Twin delayed deep deterministic policy gradient for continuous actions (Fujimoto et al., 2018), and TD3+BC for offline data (Fujimoto and
/// Gu, 2021).
/// </summary>
[UnionMember("TD3")]
[Description("Twin delayed deterministic policy gradient for continuous actions; with behavior_cloning, TD3+BC.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
[NoEffect("action_float_features", "features are what the data holds")]
[NoEffect("action_feature_override", "set action_preprocessing_options.feature_overrides")]
[NoEffect("eval_parameters", "continuous actions are not judged counterfactually")]
[NoEffect("save_critic_bool", "an artifact holds the policy, a checkpoint the critics")]
public sealed record Td3Model : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public Td3Options TrainerParam { get; init; } = new();

    /// <summary>Structure of the actor.</summary>
    [Description("Structure of the actor. Default: FullyConnected with sizes [128, 64].")]
    public DeterministicActorOptions ActorNetBuilder { get; init; } = new FullyConnectedActorOptions();

    /// <summary>Structure of each critic.</summary>
    [Description("Structure of each critic. Default: FullyConnected with sizes [128, 64].")]
    public CriticNetworkOptions CriticNetBuilder { get; init; } = new FullyConnectedCriticOptions();

    /// <summary>Whether targets are the least of two critics' values.</summary>
    [Description("true: targets are the least of two critics' values; false: there is one critic. Default: true.")]
    [ConfigKey("use_2_q_functions")]
    public bool Use2QFunctions { get; init; } = true;

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

    public override bool TrainsCpe => false;

    public override ITrainer CreateTrainer(TrainerSetup setup)
    {
        RequireContinuousActions(setup.Layout);
        return new Td3Trainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate() => ContinuousActionRules.Check(TrainerParam.Rl, nameof(TrainerParam));
}
