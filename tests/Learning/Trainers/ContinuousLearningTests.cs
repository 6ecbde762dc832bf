using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Cql;
using ReAgent.Learning.Trainers.Iql;
using ReAgent.Learning.Trainers.Sac;
using ReAgent.Learning.Trainers.Td3;
using ReAgent.Learning.Training;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers;

/// <summary>
/// One decision per episode in a state s of (−1, 1); an action a, logged uniformly, pays 1 − (a − s/2)². The best action is s/2; one that
/// imitates the data takes 0 everywhere.
/// </summary>
public sealed class ContinuousLearningTests
{
    private static readonly AdamOptions Adam = new() { Lr = 0.003 };
    private static readonly FullyConnectedActorOptions Actor = new() { Sizes = [32], Activations = [Activation.Relu] };
    private static readonly GaussianActorOptions Gaussian = new() { Sizes = [32], Activations = [Activation.Relu] };
    private static readonly FullyConnectedCriticOptions Critic = new() { Sizes = [64, 32], Activations = [Activation.Relu, Activation.Relu] };
    private static readonly FullyConnectedValueOptions Value = new() { Sizes = [32], Activations = [Activation.Relu] };

    [Fact]
    public void Td3_finds_the_best_action() => FindsBestAction(Td3(null), 0.1);

    [Fact]
    public void Td3_with_behavior_cloning_finds_the_best_action_when_values_weigh_more_and_the_logged_mean_when_they_do_not()
    {
        FindsBestAction(Td3(50), 0.15);
        using var trainer = Train(Td3(0));
        Assert.Equal(0, Action(trainer, 0.8f), 0.1);
        Assert.Equal(0, Action(trainer, -0.8f), 0.1);
    }

    [Fact]
    public void Sac_finds_the_best_action() => FindsBestAction(Sac(null) with { ValueNetBuilder = null }, 0.1);

    [Fact]
    public void Sac_with_a_value_network_finds_the_best_action() => FindsBestAction(Sac(null), 0.1);

    [Fact]
    public void Regression_finds_better_actions_than_the_logged_ones() => FindsBestAction(Sac(new() { ExponentBeta = 0.05, ExponentClamp = 20 }), 0.15);

    [Fact]
    public void Implicit_q_learning_finds_the_best_action_and_values_a_state_by_its_expectile()
    {
        var model = new IqlModel
        {
            TrainerParam = new()
            {
                QNetworkOptimizer = Adam,
                ValueNetworkOptimizer = Adam,
                ActorNetworkOptimizer = Adam,
                InverseTemperature = 20,
                Expectile = 0.9,
                Rl = new() { TargetUpdateRate = 0.1 },
            },
            ActorNetBuilder = Gaussian,
            CriticNetBuilder = Critic,
            ValueNetBuilder = Value,
        };
        FindsBestAction(model, 0.15);
        using var trainer = Train(model);
        using var scope = NewDisposeScope();

        // In state 0 rewards are 1 − a², a uniform; their 0.9-expectile e solves 0.9 E[(r − e)⁺] = 0.1 E[(e − r)⁺].
        var value = trainer.Networks["value_network"].Evaluate(zeros(1, 1)).item<float>();
        var rewards = Enumerable.Range(0, 100_000).Select(i => 1 - Math.Pow((i + 0.5) / 100_000, 2)).ToArray();
        double Imbalance(double e) => rewards.Average(reward => (reward > e ? 0.9 : 0.1) * (reward - e));
        Assert.True(Imbalance(value - 0.05) > 0 && Imbalance(value + 0.05) < 0, $"{value} is not the expectile.");
    }

    [Fact]
    public void Conservative_q_learning_finds_the_best_action_and_undervalues_those_that_nobody_took()
    {
        // Logged actions are of the upper half only.
        var rows = Rows(upperHalf: true);
        using var conservative = Train(Cql(5), rows, epochs: 15);
        using var plain = Train(Cql(0), rows, epochs: 15);
        double Advantage(ITrainer trainer)
        {
            using var scope = NewDisposeScope();
            var critic = trainer.Networks["q1_network"];
            return critic.Evaluate(tensor(new float[] { 0, 0.5f }, [1, 2])).item<float>()
                - critic.Evaluate(tensor(new float[] { 0, -0.5f }, [1, 2])).item<float>();
        }

        // Both actions pay the same, 1 − 0.5², but only one of them was ever taken.
        Assert.True(Advantage(conservative) > Advantage(plain) + 0.5, $"{Advantage(conservative)} and {Advantage(plain)}");
        FindsBestAction(Cql(0.1), 0.15, epochs: 30);
    }

    private static Td3Model Td3(double? alpha) => new()
    {
        TrainerParam = new()
        {
            QNetworkOptimizer = Adam,
            ActorNetworkOptimizer = Adam,
            BehaviorCloning = alpha is { } weight ? new() { Alpha = weight } : null,
        },
        ActorNetBuilder = Actor,
        CriticNetBuilder = Critic,
    };

    private static SacModel Sac(CrrOptions? crr) => new()
    {
        TrainerParam = new()
        {
            QNetworkOptimizer = Adam,
            ValueNetworkOptimizer = Adam,
            ActorNetworkOptimizer = Adam,
            AlphaOptimizer = null,
            CrrConfig = crr,
        },
        ActorNetBuilder = Gaussian,
        CriticNetBuilder = Critic,
        ValueNetBuilder = Value,
    };

    private static CqlModel Cql(double weight) => new()
    {
        TrainerParam = new()
        {
            QNetworkOptimizer = Adam,
            ActorNetworkOptimizer = Adam,
            AlphaOptimizer = null,
            EntropyTemperature = 0.01,
            ConservativeWeight = weight,
            ActionSamples = 2,
        },
        ActorNetBuilder = Gaussian,
        CriticNetBuilder = Critic,
    };

    private static void FindsBestAction(ModelOptions model, double tolerance, int epochs = 60)
    {
        using var trainer = Train(model, epochs: epochs);
        foreach (var state in new[] { -0.8f, -0.4f, 0, 0.4f, 0.8f })
        {
            Assert.Equal(state / 2, Action(trainer, state), tolerance);
        }
    }

    private static double Action(ITrainer trainer, float state) =>
        trainer.Policy.Decide([state], [], new RandomStream(1, "policy")).ActionFeatures[0];

    private static ITrainer Train(ModelOptions model, TransitionRows? rows = null, int epochs = 60)
    {
        rows ??= Rows(upperHalf: false);
        var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 5, CPU));
        using var store = RowStore.Of(rows);
        new TrainingLoop(trainer, store, new() { Epochs = epochs, BatchSize = 100, Seed = 5 }, CPU).Run();
        return trainer;
    }

    private static TransitionRows Rows(bool upperHalf)
    {
        const int count = 2000;
        var random = new RandomStream(9, "bandit");
        float[] Uniform() => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        var states = Uniform();
        var actions = upperHalf ? [.. Uniform().Select(Math.Abs)] : Uniform();
        float[] One(float value) => [.. Enumerable.Repeat(value, count)];
        return new()
        {
            Count = count,
            StateWidth = 1,
            ActionCount = 0,
            ActionWidth = 1,
            MetricNames = [],
            State = states,
            NextState = One(0),
            Action = [],
            NextAction = [],
            ActionFeatures = actions,
            NextActionFeatures = One(0),
            Reward = [.. states.Zip(actions, (state, action) => 1 - ((action - (state / 2)) * (action - (state / 2))))],
            NotTerminal = One(0),
            TimeDiff = One(1),
            Step = One(1),
            ActionProbability = One(0.5f),
            PossibleActions = [],
            PossibleNextActions = [],
            Metrics = [],
            Episode = [.. Enumerable.Range(0, count)],
            SequenceNumber = new long[count],
        };
    }
}
