using System.Collections.Immutable;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.BehaviorCloning;
using ReAgent.Learning.Trainers.C51;
using ReAgent.Learning.Trainers.Cql;
using ReAgent.Learning.Trainers.DiscreteCql;
using ReAgent.Learning.Trainers.DiscreteCrr;
using ReAgent.Learning.Trainers.Dqn;
using ReAgent.Learning.Trainers.Features;
using ReAgent.Learning.Trainers.Iql;
using ReAgent.Learning.Trainers.ParametricDqn;
using ReAgent.Learning.Trainers.Ppo;
using ReAgent.Learning.Trainers.QrDqn;
using ReAgent.Learning.Trainers.Reinforce;
using ReAgent.Learning.Trainers.Sac;
using ReAgent.Learning.Trainers.Td3;

namespace ReAgent.Learning.Tests.Trainers;

/// <summary>A trainer in the contract that every trainer keeps. A new trainer adds its rows to <see cref="All"/>.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Model">The model with a given optimizer.</param>
/// <param name="Rows">What it learns from.</param>
/// <param name="Loss">The reading that falls.</param>
public sealed record TrainerCase(string Name, Func<OptimizerOptions, ModelOptions> Model, Func<TransitionRows> Rows, string Loss)
{
    private static readonly FullyConnectedOptions Small = new() { Sizes = [16], Activations = [Activation.Relu] };
    private static readonly FullyConnectedActorOptions SmallActor = new() { Sizes = [16], Activations = [Activation.Relu] };
    private static readonly GaussianActorOptions SmallGaussian = new() { Sizes = [16], Activations = [Activation.Relu] };
    private static readonly FullyConnectedCriticOptions SmallCritic = new() { Sizes = [16], Activations = [Activation.Relu] };
    private static readonly FullyConnectedValueOptions SmallValue = new() { Sizes = [16], Activations = [Activation.Relu] };
    private static readonly DuelingOptions SmallDueling = new() { Sizes = [16, 8], Activations = [Activation.Relu, Activation.Relu] };

    private static readonly FullyConnectedWithEmbeddingOptions SmallEmbedding = new() { Sizes = [16], Activations = [Activation.Relu], EmbeddingDim = 4 };

    /// <summary>The last three numbers of a state as a bag of ids: one for each of the last three places of the chain.</summary>
    private static readonly RawFeatureConfigOptions LastStates = new()
    {
        IdListFeatureConfigs = [new() { Name = "place", FeatureId = 100, IdMappingName = "places" }],
        IdMappingConfig = ImmutableSortedDictionary<string, IdMappingOptions>.Empty.Add("places", new() { Ids = [3, 4, 5] }),
    };

    public static IReadOnlyList<TrainerCase> All { get; } =
    [
        new("DQN", optimizer => Dqn(optimizer), () => ChainLog.Rows(60), "td_loss"),
        new(
            "DQN dueling with CPE",
            optimizer => Dqn(optimizer) with { NetBuilder = SmallDueling, EvalParameters = new() },
            () => ChainLog.Rows(60),
            "reward_loss"),
        new(
            "DQN batch-constrained, dropout, batch norm",
            optimizer => Dqn(optimizer, new() { NetBuilder = Small }) with { NetBuilder = Small with { DropoutRatio = 0.1, UseBatchNorm = true } },
            () => ChainLog.Rows(60),
            "imitator_loss"),
        new(
            "DQN with embeddings and CPE",
            optimizer => Dqn(optimizer) with
            {
                NetBuilder = SmallEmbedding,
                CpeNetBuilder = SmallEmbedding,
                EvalParameters = new(),
                StateFeatureConfigProvider = LastStates,
            },
            () => ChainLog.Rows(60),
            "td_loss"),
        new("parametric DQN", optimizer => Parametric(optimizer) with { EvalParameters = new() { CalcCpeInTraining = false } }, () => ChainLog.Rows(60), "td_loss"),
        new("parametric DQN with features and CPE", optimizer => Parametric(optimizer, [-1, 0.5], [1, 0.5], [0, 1]), () => ChainLog.Rows(60), "reward_loss"),
        new("REINFORCE", optimizer => Reinforce(optimizer, values: false), () => ChainLog.Rows(60), "policy_loss"),
        new("REINFORCE off-policy with a network of values", optimizer => Reinforce(optimizer, values: true), () => ChainLog.Rows(60), "value_loss"),
        new("PPO with a network of values", Ppo, () => ChainLog.Rows(60), "value_loss"),
        new("QR-DQN", optimizer => QrDqn(optimizer), () => ChainLog.Rows(60), "td_loss"),
        new(
            "QR-DQN dueling with CPE",
            optimizer => QrDqn(optimizer) with
            {
                NetBuilder = new DuelingQuantileOptions { Sizes = SmallDueling.Sizes, Activations = SmallDueling.Activations },
                EvalParameters = new(),
            },
            () => ChainLog.Rows(60),
            "reward_loss"),
        new("C51 with CPE", C51, () => ChainLog.Rows(60), "td_loss"),
        new("discrete CQL with CPE", DiscreteCql, () => ChainLog.Rows(60), "conservative_loss"),
        new("discrete CRR with CPE", optimizer => DiscreteCrr(optimizer), () => ChainLog.Rows(60), "q1_loss"),
        new(
            "discrete CRR, one critic, delayed actor",
            optimizer => DiscreteCrr(optimizer, delay: 2) with { EvalParameters = new() { CalcCpeInTraining = false } },
            () => ChainLog.Rows(60),
            "actor_loss"),
        new("behavior cloning", optimizer => Cloning(optimizer, ["left", "right", "jump"]), () => ChainLog.Rows(60), "cloning_loss"),
        new("behavior cloning, continuous", optimizer => Cloning(optimizer, []), () => ChainLog.ContinuousRows(60), "cloning_loss"),
        new("TD3", optimizer => Td3(optimizer), () => ChainLog.ContinuousRows(60), "q1_loss"),
        new("TD3+BC, one critic", optimizer => Td3(optimizer, new()) with { Use2QFunctions = false }, () => ChainLog.ContinuousRows(60), "q1_loss"),
        new("SAC", optimizer => Sac(optimizer) with { ValueNetBuilder = null, ServeMeanPolicy = false }, () => ChainLog.ContinuousRows(60), "q1_loss"),
        new("SAC with value network", optimizer => Sac(optimizer), () => ChainLog.ContinuousRows(60), "q1_loss"),
        new("CRR", optimizer => Sac(optimizer, new() { ExponentBeta = 1, ExponentClamp = 20 }), () => ChainLog.ContinuousRows(60), "actor_loss"),
        new("IQL", Iql, () => ChainLog.ContinuousRows(60), "q1_loss"),
        new("CQL", Cql, () => ChainLog.ContinuousRows(60), "q1_loss"),
    ];

    public override string ToString() => Name;

    private static DqnModel Dqn(OptimizerOptions optimizer, BcqOptions? bcq = null) => new()
    {
        TrainerParam = new() { Actions = ["left", "right", "jump"], Optimizer = optimizer, Bcq = bcq, Rl = new() { TargetUpdateRate = 0.05 } },
        NetBuilder = Small,
        CpeNetBuilder = Small,
        EvalParameters = new() { CalcCpeInTraining = false },
    };

    private static ParametricDqnModel Parametric(OptimizerOptions optimizer, params double[][] features) => new()
    {
        TrainerParam = new()
        {
            Actions = ["left", "right", "jump"],
            ActionFeatures = features.Zip(["left", "right", "jump"]).ToImmutableSortedDictionary(pair => pair.Second, pair => pair.First.ToImmutableArray()),
            Optimizer = optimizer,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        NetBuilder = SmallCritic,
    };

    private static ReinforceModel Reinforce(OptimizerOptions optimizer, bool values) => new()
    {
        TrainerParam = new()
        {
            Actions = ["left", "right", "jump"],
            Gamma = 0.9,
            OffPolicy = values,
            Normalize = false,
            SubtractMean = !values,
            Optimizer = optimizer,
            OptimizerValueNet = optimizer,
        },
        PolicyNetBuilder = Small,
        ValueNetBuilder = values ? Small : null,
    };

    private static PpoModel Ppo(OptimizerOptions optimizer) => new()
    {
        TrainerParam = new() { Actions = ["left", "right", "jump"], Normalize = false, Optimizer = optimizer, OptimizerValueNet = optimizer },
        PolicyNetBuilder = Small,
        ValueNetBuilder = Small,
    };

    private static BehaviorCloningModel Cloning(OptimizerOptions optimizer, string[] actions) => new()
    {
        TrainerParam = new() { Actions = [.. actions], Optimizer = optimizer },
        NetBuilder = Small,
        CpeNetBuilder = Small,
    };

    private static Td3Model Td3(OptimizerOptions optimizer, Td3BehaviorCloningOptions? cloning = null) => new()
    {
        TrainerParam = new()
        {
            QNetworkOptimizer = optimizer,
            ActorNetworkOptimizer = optimizer,
            BehaviorCloning = cloning,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        ActorNetBuilder = SmallActor,
        CriticNetBuilder = SmallCritic,
    };

    private static SacModel Sac(OptimizerOptions optimizer, CrrOptions? crr = null) => new()
    {
        TrainerParam = new()
        {
            QNetworkOptimizer = optimizer,
            ValueNetworkOptimizer = optimizer,
            ActorNetworkOptimizer = optimizer,
            AlphaOptimizer = optimizer,
            CrrConfig = crr,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        ActorNetBuilder = SmallGaussian,
        CriticNetBuilder = SmallCritic,
        ValueNetBuilder = SmallValue,
    };

    private static IqlModel Iql(OptimizerOptions optimizer) => new()
    {
        TrainerParam = new()
        {
            QNetworkOptimizer = optimizer,
            ValueNetworkOptimizer = optimizer,
            ActorNetworkOptimizer = optimizer,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        ActorNetBuilder = SmallGaussian with { SquashDraws = false },
        CriticNetBuilder = SmallCritic,
        ValueNetBuilder = SmallValue,
        ServeMeanPolicy = false,
    };

    private static CqlModel Cql(OptimizerOptions optimizer) => new()
    {
        TrainerParam = new()
        {
            QNetworkOptimizer = optimizer,
            ActorNetworkOptimizer = optimizer,
            AlphaOptimizer = optimizer,
            ActionSamples = 3,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        ActorNetBuilder = SmallGaussian,
        CriticNetBuilder = SmallCritic,
    };

    private static QrDqnModel QrDqn(OptimizerOptions optimizer) => new()
    {
        TrainerParam = new()
        {
            Actions = ["left", "right", "jump"],
            Optimizer = optimizer,
            CpeOptimizer = optimizer,
            NumAtoms = 5,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        NetBuilder = new QuantileOptions { Sizes = Small.Sizes, Activations = Small.Activations, DropoutRatio = 0.1 },
        CpeNetBuilder = Small,
        EvalParameters = new() { CalcCpeInTraining = false },
    };

    private static C51Model C51(OptimizerOptions optimizer) => new()
    {
        TrainerParam = new()
        {
            Actions = ["left", "right", "jump"],
            Optimizer = optimizer,
            NumAtoms = 21,
            Qmin = -1,
            Qmax = 1,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        NetBuilder = new CategoricalOptions { Sizes = Small.Sizes, Activations = Small.Activations },
        CpeNetBuilder = Small,
    };

    private static DiscreteCqlModel DiscreteCql(OptimizerOptions optimizer) => new()
    {
        TrainerParam = new() { Actions = ["left", "right", "jump"], Optimizer = optimizer, Rl = new() { TargetUpdateRate = 0.05 } },
        NetBuilder = Small,
        CpeNetBuilder = Small,
    };

    private static DiscreteCrrModel DiscreteCrr(OptimizerOptions optimizer, int delay = 1) => new()
    {
        TrainerParam = new()
        {
            Actions = ["left", "right", "jump"],
            QNetworkOptimizer = optimizer,
            ActorNetworkOptimizer = optimizer,
            DoubleQLearning = delay == 1,
            DelayedPolicyUpdate = delay,
            EntropyCoeff = 0.01,
            Rl = new() { TargetUpdateRate = 0.05 },
        },
        ActorNetBuilder = new FullyConnectedDiscreteActorOptions { Sizes = Small.Sizes, Activations = Small.Activations },
        CriticNetBuilder = Small,
        CpeNetBuilder = Small,
    };
}
