using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers.ActorCritic;

namespace ReAgent.Learning.Trainers.Iql;

/// <summary>
/// Implicit Q-learning of continuous actions (Kostrikov et al., 2021): values come from logged actions alone, so nothing is ever asked of the
/// critics about actions that the data does not show.
/// </summary>
[UnionMember("IQL")]
[Description("Implicit Q-learning of continuous actions from offline data.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
public sealed record IqlModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public IqlOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the actor.</summary>
    [Description("Structure of the actor. Default: GaussianFullyConnected with sizes [128, 64].")]
    public StochasticActorOptions ActorNetBuilder { get; init; } = new GaussianActorOptions();

    /// <summary>Structure of each critic.</summary>
    [Description("Structure of each critic. Default: FullyConnected with sizes [128, 64].")]
    public CriticNetworkOptions CriticNetBuilder { get; init; } = new FullyConnectedCriticOptions();

    /// <summary>Structure of the value network.</summary>
    [Description("Structure of the value network. Default: FullyConnected with sizes [256, 128].")]
    public ValueNetworkOptions ValueNetBuilder { get; init; } = new FullyConnectedValueOptions();

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
        return new IqlTrainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate() => ContinuousActionRules.Check(TrainerParam.Rl, nameof(TrainerParam));
}
