using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers.Features;

namespace ReAgent.Learning.Trainers.QrDqn;

/// <summary>
/// Deep Q-learning over discrete actions that learns quantiles of the return and acts by their mean (Dabney et al., 2018).
/// </summary>
[UnionMember("DiscreteQRDQN")]
[Description("Deep Q-learning over discrete actions by quantiles of the return.")]
[NoEffect("target_action_distribution", "the original only compared it in a report")]
public sealed record QrDqnModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public QrDqnOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the network of quantiles.</summary>
    [Description("Structure of the network of quantiles. Default: DuelingQuantile with sizes [256, 128].")]
    public QuantileNetworkOptions NetBuilder { get; init; } = new DuelingQuantileOptions();

    /// <summary>Structure of the networks for counterfactual estimates.</summary>
    [Description("Structure of the networks for counterfactual estimates. Default: FullyConnected with sizes [256, 128].")]
    public DiscreteNetworkOptions CpeNetBuilder { get; init; } = new FullyConnectedOptions();

    /// <summary>What is estimated counterfactually.</summary>
    [Description("What is estimated counterfactually. Default: those below.")]
    public EvaluationOptions EvalParameters { get; init; } = new();

    /// <summary>How state features are normalized.</summary>
    [Description("How state features are normalized. Default: those below.")]
    public PreprocessingOptions PreprocessingOptions { get; init; } = new();

    /// <summary>Which features a state consists of, lists of ids among them.</summary>
    [Description("Which features a state consists of, lists of ids among them. Default: null, the float features that the data holds.")]
    public FeatureConfigOptions? StateFeatureConfigProvider { get; init; }

    /// <summary>Batch size, when the model has its own.</summary>
    [Description("Batch size, when the model has its own. Default: null, that of the training.")]
    public ReaderOptions? ReaderOptions { get; init; }

    public override ImmutableArray<string> ActionNames => TrainerParam.Actions;

    public override PreprocessingOptions StatePreprocessing => StateFeatureConfigProvider?.Narrow(PreprocessingOptions) ?? PreprocessingOptions;

    public override FeatureConfigOptions? StateFeatures => StateFeatureConfigProvider;

    public override ReaderOptions? Reader => ReaderOptions;

    public override double Discount => TrainerParam.Rl.Gamma;

    public override int StepsPerRow => TrainerParam.Rl.MultiSteps ?? 1;

    public override bool Prioritizable => !TrainsCpe;

    public override bool TrainsCpe => EvalParameters.CalcCpeInTraining && TrainerParam.Evaluation.CalcCpeInTraining;

    public override ITrainer CreateTrainer(TrainerSetup setup)
    {
        RequireDiscreteActions(setup.Layout);
        return new QrDqnTrainer(this, WithIds(setup));
    }

    public IEnumerable<ConfigProblem> Validate() => DiscreteActionRules.Check(TrainerParam.Actions, TrainerParam.Rl, nameof(TrainerParam));
}
