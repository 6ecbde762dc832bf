using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.DiscreteCql;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.DiscreteCql;

public sealed class DiscreteCqlTests
{
    [Fact]
    public void Without_conservatism_steps_are_those_of_the_references_deep_Q_learning()
    {
        var file = GoldenFile.Read("trainers/dqn_double_mse.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.Rows(file, metrics: []);
        var model = new DiscreteCqlModel
        {
            TrainerParam = new() { Actions = config.Actions, Optimizer = GoldenOptimizer.Of(config["optimizer"]), Rl = config.Rl, CqlAlpha = 0 },
            NetBuilder = config.Network,
            EvalParameters = new() { CalcCpeInTraining = false },
        };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        GoldenTrainer.Follows(file, trainer, rows, "td_loss");
    }

    /// <summary>
    /// One state, in which the log takes action 0 three times of four and action 1 once, the rewards are 0 and 1, the third action is impossible
    /// and everything ends. Where Σ_a p_a (Q_a − r_a)² + α (ln Σ_a e^Q_a − Σ_a p_a Q_a) is lowest, 2 p_a (Q_a − r_a) + α (σ_a − p_a) = 0 for both
    /// actions, σ being the softmax over the two.
    /// </summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void Values_settle_where_the_loss_is_lowest(double alpha)
    {
        var rows = OneState([0, 0, 0, 1], possible: [1, 1, 0], reward: [0, 0, 0, 1]);
        using var trainer = Create(alpha, rows);
        using var scope = NewDisposeScope();
        double[] Scores() => Array.ConvertAll(trainer.Policy.Decide([1], [1, 1, 0], new RandomStream(1, "policy")).Scores, score => (double)score);
        var impossible = Scores()[2];
        for (var step = 0; step < 1500; step++)
        {
            trainer.Step(RowBatch.Of(rows, 0, rows.Count));
        }

        var scores = Scores();
        var first = Math.Exp(scores[0]) / (Math.Exp(scores[0]) + Math.Exp(scores[1]));
        Assert.Equal(0, (2 * 0.75 * scores[0]) + (alpha * (first - 0.75)), 1e-3);
        Assert.Equal(0, (2 * 0.25 * (scores[1] - 1)) + (alpha * (1 - first - 0.25)), 1e-3);
        Assert.Equal(impossible, scores[2], 1e-6);
    }

    [Fact]
    public void An_action_that_the_data_does_not_take_is_valued_under_those_that_it_takes()
    {
        // Action 2 is possible, but nobody tried it, and a linear model starts by valuing it at random.
        var rows = OneState([0, 1], possible: [1, 1, 1], reward: [0.2f, -0.2f]);
        using var trainer = Create(alpha: 1, rows);
        using var scope = NewDisposeScope();
        for (var step = 0; step < 500; step++)
        {
            trainer.Step(RowBatch.Of(rows, 0, rows.Count));
        }

        var decision = trainer.Policy.Decide([1], [1, 1, 1], new RandomStream(1, "policy"));
        Assert.Equal(0, decision.Actions[0]);
        Assert.True(decision.Scores[2] < decision.Scores.Take(2).Min() - 1, $"The scores are {string.Join(", ", decision.Scores)}.");
    }

    private static ITrainer Create(double alpha, TransitionRows rows)
    {
        var model = new DiscreteCqlModel
        {
            TrainerParam = new() { Actions = ["a", "b", "c"], CqlAlpha = alpha, Optimizer = new AdamOptions { Lr = 0.02 } },
            NetBuilder = new FullyConnectedOptions { Sizes = [], Activations = [] },
            EvalParameters = new() { CalcCpeInTraining = false },
        };
        return model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
    }

    private static TransitionRows OneState(int[] actions, float[] possible, float[] reward)
    {
        float[] Each(float value) => [.. Enumerable.Repeat(value, actions.Length)];
        return new()
        {
            Count = actions.Length,
            StateWidth = 1,
            ActionCount = possible.Length,
            ActionWidth = 0,
            MetricNames = [],
            State = Each(1),
            NextState = Each(0),
            Action = actions,
            NextAction = [.. actions.Select(_ => possible.Length)],
            ActionFeatures = [],
            NextActionFeatures = [],
            Reward = reward,
            NotTerminal = Each(0),
            TimeDiff = Each(1),
            Step = Each(1),
            ActionProbability = Each(float.NaN),
            PossibleActions = [.. actions.SelectMany(_ => possible)],
            PossibleNextActions = [.. actions.SelectMany(_ => new float[possible.Length])],
            Metrics = [],
            Episode = [.. Enumerable.Range(0, actions.Length)],
            SequenceNumber = new long[actions.Length],
        };
    }
}
