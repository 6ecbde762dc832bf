using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers.BehaviorCloning;

/// <summary>
/// Imitates the policy that made the data: a baseline that needs no rewards. Discrete actions are classified, continuous ones regressed.
/// </summary>
[UnionMember("BehavioralCloning")]
[Description("Imitates the policy that made the data; discrete or continuous actions.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
public sealed record BehaviorCloningModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public BehaviorCloningOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the network: logits of discrete actions, or the continuous action.</summary>
    [Description("Structure of the network. Default: FullyConnected with sizes [256, 128].")]
    public DiscreteNetworkOptions NetBuilder { get; init; } = new FullyConnectedOptions();

    /// <summary>Structure of the networks for counterfactual estimates.</summary>
    [Description("Structure of the networks for counterfactual estimates. Default: FullyConnected with sizes [256, 128].")]
    public DiscreteNetworkOptions CpeNetBuilder { get; init; } = new FullyConnectedOptions();

    /// <summary>What is estimated counterfactually.</summary>
    [Description("What is estimated counterfactually; discrete actions only. Default: those below.")]
    public EvaluationOptions EvalParameters { get; init; } = new();

    /// <summary>How state features are normalized.</summary>
    [Description("How state features are normalized. Default: those below.")]
    public PreprocessingOptions PreprocessingOptions { get; init; } = new();

    /// <summary>How the features of continuous actions are normalized.</summary>
    [Description("How the features of continuous actions are normalized. Default: those below.")]
    public PreprocessingOptions ActionPreprocessingOptions { get; init; } = new();

    /// <summary>Batch size, when the model has its own.</summary>
    [Description("Batch size, when the model has its own. Default: null, that of the training.")]
    public ReaderOptions? ReaderOptions { get; init; }

    public override ImmutableArray<string> ActionNames => TrainerParam.Actions;

    public override PreprocessingOptions StatePreprocessing => PreprocessingOptions;

    public override PreprocessingOptions? ActionPreprocessing => TrainerParam.Actions.IsEmpty ? ActionPreprocessingOptions : null;

    public override ReaderOptions? Reader => ReaderOptions;

    public override double Discount => TrainerParam.Gamma;

    public override bool TrainsCpe => EvalParameters.CalcCpeInTraining && !TrainerParam.Actions.IsEmpty;

    public override ITrainer CreateTrainer(TrainerSetup setup)
    {
        if (TrainerParam.Actions.IsEmpty && setup.Layout.ActionWidth > 0)
        {
            return new ContinuousCloningTrainer(this, setup);
        }

        RequireDiscreteActions(setup.Layout);
        return new DiscreteCloningTrainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate() =>
        TrainerParam.Actions.IsEmpty ? [] : DiscreteActionRules.Check(TrainerParam.Actions, rl: null, nameof(TrainerParam));
}
