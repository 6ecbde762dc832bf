using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers.ActorCritic;

namespace ReAgent.Learning.Trainers.Cql;

/// <summary>
/// Conservative Q-learning of continuous actions (Kumar et al., 2020): soft actor-critic whose critics also learn to value logged actions over
/// the policy's own, so that the policy is not drawn to actions that only seem good because nobody tried them.
/// </summary>
[UnionMember("CQL")]
[Description("Conservative Q-learning of continuous actions from offline data.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
public sealed record CqlModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public CqlOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the actor.</summary>
    [Description("Structure of the actor. Default: GaussianFullyConnected with sizes [128, 64].")]
    public StochasticActorOptions ActorNetBuilder { get; init; } = new GaussianActorOptions();

    /// <summary>Structure of each critic.</summary>
    [Description("Structure of each critic. Default: FullyConnected with sizes [128, 64].")]
    public CriticNetworkOptions CriticNetBuilder { get; init; } = new FullyConnectedCriticOptions();

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
        return new CqlTrainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate() => ContinuousActionRules.Check(TrainerParam.Rl, nameof(TrainerParam));
}
