using System.Collections.Immutable;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.BehaviorCloning;
using ReAgent.Learning.Trainers.C51;
using ReAgent.Learning.Trainers.DiscreteCql;
using ReAgent.Learning.Trainers.DiscreteCrr;
using ReAgent.Learning.Trainers.Dqn;
using ReAgent.Learning.Trainers.ParametricDqn;
using ReAgent.Learning.Trainers.QrDqn;
using ReAgent.Learning.Training;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers;

/// <summary>Trainings whose right answer is known.</summary>
public sealed class LearningTests
{
    private static readonly string[] Actions = ["left", "right", "jump"];

    [Fact]
    public void Q_learning_finds_the_best_action_and_the_value_of_every_state()
    {
        var rows = ChainLog.Rows(200);
        var linear = new FullyConnectedOptions { Sizes = [], Activations = [] };
        var model = new DqnModel
        {
            TrainerParam = new()
            {
                Actions = [.. Actions],
                Optimizer = new AdamOptions { Lr = 0.05 },
                Rl = new() { Gamma = 0.9, TargetUpdateRate = 0.1, Temperature = 0.01 },
            },
            NetBuilder = linear,
            CpeNetBuilder = linear,
        };
        using var trainer = Train(model, rows, epochs: 40);
        FindsTheBestActions(trainer, checkValues: true);

        // The judge agrees: the values of the almost greedy policy are the same, and rewards are what was logged.
        var outputs = trainer.Cpe!.Evaluate(rows);
        for (var row = 0; row < 50; row++)
        {
            Assert.Equal(outputs.Scores[(row * 3) + 1], outputs.Metrics[0].Values[(row * 3) + 1], 0.1);
            Assert.Equal(outputs.Metrics[0].Logged[row], outputs.Metrics[0].RewardOfLoggedAction[row], 0.05);
        }
    }

    public static TheoryData<ModelOptions> DistributionalModels => new(
        new QrDqnModel
        {
            TrainerParam = new() { Actions = [.. Actions], NumAtoms = 7, Optimizer = new AdamOptions { Lr = 0.05 }, Rl = Rl },
            NetBuilder = new QuantileOptions { Sizes = [], Activations = [] },
            EvalParameters = new() { CalcCpeInTraining = false },
        },
        new C51Model
        {
            TrainerParam = new() { Actions = [.. Actions], Qmin = -1, Qmax = 1.5, Optimizer = new AdamOptions { Lr = 0.05 }, Rl = Rl },
            NetBuilder = new CategoricalOptions { Sizes = [], Activations = [] },
            EvalParameters = new() { CalcCpeInTraining = false },
        });

    [Theory]
    [MemberData(nameof(DistributionalModels))]
    public void The_mean_of_a_learned_distribution_of_returns_is_the_value(ModelOptions model)
    {
        using var trainer = Train(model, ChainLog.Rows(200), epochs: 60);
        FindsTheBestActions(trainer, checkValues: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Q_learning_over_actions_with_features_finds_the_best_action_and_the_value_of_every_state(bool described)
    {
        var features = described
            ? ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("left", [-1, 0]).Add("right", [1, 0]).Add("jump", [0, 1])
            : ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty;
        var rows = ChainLog.Rows(200);
        var model = new ParametricDqnModel
        {
            TrainerParam = new() { Actions = [.. Actions], ActionFeatures = features, Optimizer = new AdamOptions { Lr = 0.01 }, Rl = Rl with { Temperature = 0.01 } },
            NetBuilder = new FullyConnectedCriticOptions { Sizes = [32], Activations = [Activation.Tanh] },
        };
        using var trainer = Train(model, rows, epochs: 60);
        FindsTheBestActions(trainer, checkValues: true);

        // The judge agrees with the policy, and knows the rewards.
        var outputs = trainer.Cpe!.Evaluate(rows);
        for (var row = 0; row < 50; row++)
        {
            Assert.Equal(outputs.Scores[(row * 3) + 1], outputs.Metrics[0].Values[(row * 3) + 1], 0.1);
            Assert.Equal(outputs.Metrics[0].Logged[row], outputs.Metrics[0].RewardOfLoggedAction[row], 0.1);
        }
    }

    [Fact]
    public void Conservative_Q_learning_finds_the_best_action()
    {
        var model = new DiscreteCqlModel
        {
            TrainerParam = new() { Actions = [.. Actions], CqlAlpha = 0.1, Optimizer = new AdamOptions { Lr = 0.05 }, Rl = Rl },
            NetBuilder = Linear,
            EvalParameters = new() { CalcCpeInTraining = false },
        };
        using var trainer = Train(model, ChainLog.Rows(200), epochs: 40);
        FindsTheBestActions(trainer, checkValues: false);
    }

    [Fact]
    public void Critic_regularized_regression_finds_the_best_action_and_the_value_of_its_actor()
    {
        var rows = ChainLog.Rows(200);
        var model = new DiscreteCrrModel
        {
            TrainerParam = new()
            {
                Actions = [.. Actions],
                Beta = 0.05,
                QNetworkOptimizer = new AdamOptions { Lr = 0.05 },
                ActorNetworkOptimizer = new AdamOptions { Lr = 0.05 },
                Rl = Rl with { Temperature = 1 },
            },
            ActorNetBuilder = new FullyConnectedDiscreteActorOptions { Sizes = [], Activations = [], ActionActivation = Activation.Linear },
            CriticNetBuilder = Linear,
            CpeNetBuilder = Linear,
        };
        using var trainer = Train(model, rows, epochs: 60);
        FindsTheBestActions(trainer, checkValues: false);

        // Its actor goes right nearly always by now, so that the judge's values are those of going right.
        var outputs = trainer.Cpe!.Evaluate(rows);
        for (var row = 0; row < 50; row++)
        {
            var state = rows.State.AsSpan(row * ChainLog.States, ChainLog.States).IndexOf(1f);
            Assert.Equal(ValueOfGoingRight(state), outputs.Metrics[0].Values[(row * ChainLog.Actions) + ChainLog.Best], 0.1);
        }
    }

    [Fact]
    public void Cloning_recovers_the_policy_that_made_the_data()
    {
        var rows = ChainLog.Rows(600);
        var model = new BehaviorCloningModel
        {
            TrainerParam = new() { Actions = [.. Actions], Optimizer = new AdamOptions { Lr = 0.02 } },
            NetBuilder = new FullyConnectedOptions { Sizes = [], Activations = [] },
            EvalParameters = new() { CalcCpeInTraining = false },
        };
        using var trainer = Train(model, rows, epochs: 15);
        for (var state = 0; state < ChainLog.States - 1; state++)
        {
            var decision = trainer.Policy.Decide(ChainLog.OneHot(state), ChainLog.Mask(state), new RandomStream(1, "policy"));
            for (var action = 0; action < ChainLog.Actions; action++)
            {
                Assert.Equal(ChainLog.Probability(state, action), decision.Propensities[action], 0.06);
            }
        }
    }

    [Fact]
    public void Cloning_of_continuous_actions_finds_their_mean()
    {
        var rows = ChainLog.ContinuousRows(600);
        var model = new BehaviorCloningModel
        {
            TrainerParam = new() { Optimizer = new AdamOptions { Lr = 0.02 } },
            NetBuilder = new FullyConnectedOptions { Sizes = [], Activations = [] },
        };
        using var trainer = Train(model, rows, epochs: 15);
        for (var state = 0; state < ChainLog.States - 1; state++)
        {
            var decision = trainer.Policy.Decide(ChainLog.OneHot(state), [], new RandomStream(1, "policy"));
            Assert.Equal((0.5 * ChainLog.Probability(state, 1)) - (0.5 * ChainLog.Probability(state, 0)), decision.ActionFeatures[0], 0.05);
        }
    }

    [Fact]
    public void A_truncated_episode_bootstraps_and_a_terminated_one_does_not()
    {
        // Two states in which only the first action is possible and pays 1. The first leads back to itself and its log is cut; the second terminates.
        var rows = new TransitionRows
        {
            Count = 2,
            StateWidth = 2,
            ActionCount = 2,
            ActionWidth = 0,
            MetricNames = [],
            State = [1, 0, 0, 1],
            NextState = [1, 0, 0, 0],
            Action = [0, 0],
            NextAction = [2, 2],
            ActionFeatures = [],
            NextActionFeatures = [],
            Reward = [1, 1],
            NotTerminal = [1, 0],
            TimeDiff = [1, 1],
            Step = [1, 1],
            ActionProbability = [1, 1],
            PossibleActions = [1, 0, 1, 0],
            PossibleNextActions = [1, 0, 0, 0],
            Metrics = [],
            Episode = [0, 1],
            SequenceNumber = [0, 0],
        };
        foreach (var maxq in new[] { true, false })
        {
            var model = new DqnModel
            {
                TrainerParam = new()
                {
                    Actions = ["stay", "other"],
                    Optimizer = new AdamOptions { Lr = 0.05 },
                    Rl = new() { Gamma = 0.5, TargetUpdateRate = 0.2, MaxqLearning = maxq },
                },
                NetBuilder = new FullyConnectedOptions { Sizes = [], Activations = [] },
                EvalParameters = new() { CalcCpeInTraining = false },
            };
            using var trainer = Train(model, rows, epochs: 600);
            Assert.Equal(2, trainer.Policy.Decide([1, 0], [1, 0], new RandomStream(1, "policy")).Scores[0], 0.05);
            Assert.Equal(1, trainer.Policy.Decide([0, 1], [1, 0], new RandomStream(1, "policy")).Scores[0], 0.05);
        }
    }

    private static RlOptions Rl => new() { Gamma = 0.9, TargetUpdateRate = 0.1 };

    private static FullyConnectedOptions Linear => new() { Sizes = [], Activations = [] };

    private static void FindsTheBestActions(ITrainer trainer, bool checkValues)
    {
        for (var state = 0; state < ChainLog.States - 1; state++)
        {
            var decision = trainer.Policy.Decide(ChainLog.OneHot(state), ChainLog.Mask(state), new RandomStream(1, "policy"));
            Assert.Equal(ChainLog.Best, decision.Actions[0]);
            if (checkValues)
            {
                Assert.Equal(ValueOfGoingRight(state), decision.Scores[ChainLog.Best], 0.05);
            }
        }
    }

    /// <summary>n steps to the end: Σ_{k&lt;n−1} −0.05·0.9^k + 0.9^(n−1).</summary>
    private static double ValueOfGoingRight(int state)
    {
        var steps = ChainLog.States - 1 - state;
        return Math.Pow(0.9, steps - 1) - (0.05 * (1 - Math.Pow(0.9, steps - 1)) / 0.1);
    }

    private static ITrainer Train(ModelOptions model, TransitionRows rows, int epochs)
    {
        var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 5, CPU));
        using var store = RowStore.Of(rows);
        new TrainingLoop(trainer, store, new() { Epochs = epochs, BatchSize = 64, Seed = 5 }, CPU).Run();
        return trainer;
    }
}
