using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Contracts.Tests.Configuration;

[Description("An experiment, small but with every kind of key.")]
[NoEffect("model_path", "the policy is part of the published artifact")]
public sealed record ExampleConfig
{
    [Description("Name of the environment.")]
    public string EnvName { get; init; } = "CartPole-v0";

    [Description("What is learned.")]
    public required ExampleModel Model { get; init; }

    public int NumEpochs { get; init; } = 20;

    public ulong Seed { get; init; }

    public double? PassingScoreBar { get; init; }

    public ImmutableSortedDictionary<int, FeatureKind> FeatureOverrides { get; init; } = ImmutableSortedDictionary<int, FeatureKind>.Empty;

    public ImmutableSortedDictionary<string, double>? MetricRewardValues { get; init; }

    [NoEffect("there is no pool of readers")]
    public string PoolType { get; init; } = "thread";
}

public enum FeatureKind
{
    Continuous,
    BoxCox,
    [ConfigKey("enum")]
    Enumerated,
}

[TaggedUnion]
public abstract record ExampleModel;

[UnionMember("DiscreteDQN"), Description("Deep Q-learning over a few actions.")]
public sealed record DqnModel : ExampleModel
{
    public required DqnTrainer TrainerParam { get; init; }

    public ImmutableArray<(int Id, string Name)> ActionFloatFeatures { get; init; } = [];
}

[UnionMember("SAC")]
public sealed record SacModel : ExampleModel
{
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double EntropyTemperature { get; init; } = 0.01;
}

public sealed record DqnTrainer : IValidatedConfig
{
    [MinLength(2), RegularExpression("[^,]+")]
    public required ImmutableArray<string> Actions { get; init; }

    public RlParameters Rl { get; init; } = new();

    public bool DoubleQLearning { get; init; } = true;

    [Range(1, int.MaxValue)]
    public int MinibatchSize { get; init; } = 1024;

    public ExampleOptimizer Optimizer { get; init; } = new Adam();

    public IReadOnlyDictionary<string, float> RewardBoost { get; init; } = new Dictionary<string, float>();

    public IEnumerable<ConfigProblem> Validate()
    {
        foreach (var action in RewardBoost.Keys.Except(Actions))
        {
            yield return new($"{nameof(RewardBoost)}.{action}", $"'{action}' is not an action; actions are {string.Join(", ", Actions)}");
        }

        if (Rl.Gamma == 0 && Optimizer is Adam { Lr: > 0.5 })
        {
            yield return new("optimizer.lr", "must be at most 0.5 for a bandit");
        }

        if (Actions.Distinct().Count() != Actions.Length)
        {
            yield return new("Actions[1]", "names an action twice");
        }
    }
}

public sealed record RlParameters
{
    [Range(0, 1), Description("Discount per step.")]
    public double Gamma { get; init; } = 0.9;

    [Range(0, 1, MinimumIsExclusive = true)]
    public double TargetUpdateRate { get; init; } = 0.001;

    [AllowedValues("mse", "huber")]
    public string QNetworkLoss { get; init; } = "mse";

    public int? MultiSteps { get; init; }
}

[TaggedUnion]
public abstract record ExampleOptimizer;

[UnionMember("Adam")]
public sealed record Adam : ExampleOptimizer
{
    [ConfigKey("lr", Aliases = ["learning_rate"]), Range(0, double.PositiveInfinity)]
    public double Lr { get; init; } = 0.001;

    [Range(0, 1), Length(2, 2)]
    public ImmutableArray<double> Betas { get; init; } = [0.9, 0.999];
}

[UnionMember("SGD")]
public sealed record Sgd : ExampleOptimizer
{
    public double Momentum { get; init; }
}
