using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers.ParametricDqn;

/// <summary>
/// Deep Q-learning over actions that are described by features: one network values a state and an action side by side, so that what is learned
/// of one action holds for those like it (Gauci et al., 2018, section 5.2).
/// </summary>
[UnionMember("ParametricDQN")]
[Description("Deep Q-learning over actions that are described by features; without features, by one of their own each.")]
[NoEffect("state_feature_config_provider", "features are what the data holds")]
[NoEffect("action_feature_config_provider", "set trainer_param.action_features")]
[NoEffect("action_preprocessing_options", "features of actions are as they are given")]
public sealed record ParametricDqnModel : ModelOptions, IValidatedConfig
{
    /// <summary>The algorithm's settings.</summary>
    [Description("The algorithm's settings. Default: those below.")]
    public ParametricDqnOptions TrainerParam { get; init; } = new();

    /// <summary>Structure of the Q network.</summary>
    [Description("Structure of the Q network. Default: FullyConnected with sizes [128, 64].")]
    public CriticNetworkOptions NetBuilder { get; init; } = new FullyConnectedCriticOptions();

    /// <summary>Structure of the networks for counterfactual estimates; null for that of the Q network.</summary>
    [Description("Structure of the networks for counterfactual estimates. Default: null, that of net_builder.")]
    public CriticNetworkOptions? CpeNetBuilder { get; init; }

    /// <summary>What is estimated counterfactually.</summary>
    [Description("What is estimated counterfactually. Default: those below.")]
    public EvaluationOptions EvalParameters { get; init; } = new();

    /// <summary>How state features are normalized.</summary>
    [Description("How state features are normalized. Default: those below.")]
    public PreprocessingOptions StatePreprocessingOptions { get; init; } = new();

    /// <summary>Batch size, when the model has its own.</summary>
    [Description("Batch size, when the model has its own. Default: null, that of the training.")]
    public ReaderOptions? ReaderOptions { get; init; }

    public override ImmutableArray<string> ActionNames => TrainerParam.Actions;

    public override bool LacksActions => TrainerParam.Actions.IsEmpty;

    public override PreprocessingOptions StatePreprocessing => StatePreprocessingOptions;

    public override ReaderOptions? Reader => ReaderOptions;

    public override double Discount => TrainerParam.Rl.Gamma;

    public override int StepsPerRow => TrainerParam.Rl.MultiSteps ?? 1;

    /// <summary>Logits cannot be weighed against rewards, so a policy of them is not judged.</summary>
    public override bool TrainsCpe => EvalParameters.CalcCpeInTraining && TrainerParam.Rl.QNetworkLoss != ValueLoss.BceWithLogits;

    public override ModelOptions ForActions(ImmutableArray<string> names) =>
        LacksActions ? this with { TrainerParam = TrainerParam with { Actions = names } } : this;

    public override ITrainer CreateTrainer(TrainerSetup setup)
    {
        RequireDiscreteActions(setup.Layout);
        return new ParametricDqnTrainer(this, setup);
    }

    public IEnumerable<ConfigProblem> Validate()
    {
        var (actions, features, rl) = (TrainerParam.Actions, TrainerParam.ActionFeatures, TrainerParam.Rl);
        if (rl.QNetworkLoss == ValueLoss.BceWithLogits && rl.Gamma != 0)
        {
            yield return new(
                $"{nameof(TrainerParam)}.rl.q_network_loss",
                $"bce_with_logits learns the probability of a reward at once: gamma must be 0, and is {rl.Gamma}.");
        }

        if (features.Values.Select(numbers => numbers.Length).Distinct().Count() > 1 || features.Values.Any(numbers => numbers.IsEmpty))
        {
            yield return new(
                $"{nameof(TrainerParam)}.action_features",
                "Every action has the same features, at least one; these have " +
                $"{string.Join(", ", features.Select(action => $"{action.Value.Length} ({action.Key})"))}.");
        }

        if (!features.IsEmpty && !features.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(actions))
        {
            yield return new(
                $"{nameof(TrainerParam)}.action_features",
                $"Features are given of {string.Join(", ", features.Keys)}, but actions lists {(LacksActions ? "none" : string.Join(", ", actions))}; they must be the same.");
        }

        if (LacksActions)
        {
            // The environment's are not known here.
            yield break;
        }

        foreach (var problem in DiscreteActionRules.Check(actions, rl, nameof(TrainerParam), allowsLogits: true))
        {
            yield return problem;
        }
    }
}
