using ReAgent.Learning.Cpe;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Tests.Trainers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.DiscreteCrr;
using ReAgent.Learning.Trainers.Dqn;
using ReAgent.Learning.Trainers.QrDqn;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Cpe;

/// <summary>Outputs of the model for evaluation, with the reference's weights and on its rows.</summary>
public sealed class CpeGoldenTests
{
    [Theory]
    [InlineData("dqn")]
    [InlineData("dqn_two_metrics")]
    [InlineData("dqn_boost_low_temperature")]
    [InlineData("qrdqn")]
    [InlineData("discrete_crr")]
    public void Outputs_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"cpe/{name}.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.Rows(file, config.Metrics);
        using var trainer = Model(config).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("weights"), $"{network.Name}.", network.Parameters);
        }

        var outputs = trainer.Cpe!.Evaluate(rows);
        double[] Page(string key) => [.. file.GetProperty("pages").EnumerateArray().SelectMany(page => GoldenTensor.Of(page.GetProperty(key)).Data)];
        Near.Equal("propensities", Page("model_propensities"), outputs.Propensities, 1e-4, 1e-5);
        Near.Equal("scores", Page("optimal_q_values"), outputs.Scores, 1e-5, 1e-6);
        Assert.Equal(Page("eval_action_idxs"), outputs.BestActions.Select(action => (double)action));
        Assert.Equal(["reward", .. config.Metrics], outputs.Metrics.Select(metric => metric.Name));
        var reward = outputs.Metrics[0];
        Near.Equal("rewards", Page("model_rewards"), reward.Rewards, 1e-5, 1e-6);
        Near.Equal("reward of the logged action", Page("model_rewards_for_logged_action"), reward.RewardOfLoggedAction, 1e-5, 1e-6);
        Near.Equal("values", Page("model_values"), reward.Values, 1e-5, 1e-6);
        for (var metric = 0; metric < config.Metrics.Length; metric++)
        {
            // In the reference's columns all metrics stand side by side.
            double[] Columns(string key, int width) =>
                [.. Page(key).Chunk(width * config.Metrics.Length).SelectMany(row => row.AsSpan(metric * width, width).ToArray())];
            CpeMetricOutputs of = outputs.Metrics[metric + 1];
            Near.Equal($"{of.Name}, logged", Columns("logged_metrics", 1), of.Logged, 1e-5, 1e-6);
            Near.Equal($"{of.Name}, rewards", Columns("model_metrics", 3), of.Rewards, 1e-5, 1e-6);
            Near.Equal($"{of.Name}, logged action", Columns("model_metrics_for_logged_action", 1), of.RewardOfLoggedAction, 1e-5, 1e-6);
            Near.Equal($"{of.Name}, values", Columns("model_metrics_values", 3), of.Values, 1e-5, 1e-6);
            Near.Equal($"{of.Name}, value", Columns("model_metrics_values_for_logged_action", 1), of.ValueOfLoggedAction, 1e-5, 1e-6);
        }
    }

    private static ModelOptions Model(GoldenConfig config)
    {
        var layers = new FullyConnectedOptions { Sizes = [8, 6], Activations = [Activation.Relu, Activation.Relu] };
        return config["kind"].GetString() switch
        {
            "qrdqn" => new QrDqnModel
            {
                TrainerParam = new() { Actions = config.Actions, Rl = config.Rl, NumAtoms = 5 },
                NetBuilder = new QuantileOptions { Sizes = layers.Sizes, Activations = layers.Activations },
                CpeNetBuilder = layers,
            },
            "crr" => new DiscreteCrrModel
            {
                TrainerParam = new() { Actions = config.Actions, Rl = config.Rl, DoubleQLearning = false },
                ActorNetBuilder = new FullyConnectedDiscreteActorOptions
                {
                    Sizes = layers.Sizes,
                    Activations = layers.Activations,
                    ActionActivation = Activation.Linear,
                },
                CriticNetBuilder = layers,
                CpeNetBuilder = layers,
            },
            _ => new DqnModel { TrainerParam = new() { Actions = config.Actions, Rl = config.Rl }, NetBuilder = layers, CpeNetBuilder = layers },
        };
    }

    [Fact]
    public void A_part_of_the_rows_gives_that_part_of_the_outputs()
    {
        var rows = ChainLog.Rows(40);
        var model = new DqnModel { TrainerParam = new() { Actions = ["left", "right", "jump"] } };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        var (all, part) = (trainer.Cpe!.Evaluate(rows), trainer.Cpe.Evaluate(rows, 17, 30));
        double[] expected = [.. all.Metrics[2].Values.Skip(17 * 3).Take(90).Select(value => (double)value)];
        Near.Equal("values", expected, part.Metrics[2].Values, 1e-5, 1e-6);
        Assert.Equal(all.Metrics[2].Logged.Skip(17).Take(30), part.Metrics[2].Logged);
        Assert.Equal(all.BestActions.Skip(17).Take(30), part.BestActions);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Cpe.Evaluate(rows, rows.Count - 1, 2));
    }

    [Fact]
    public void Impossible_actions_have_no_propensity()
    {
        var rows = ChainLog.Rows(40);
        var model = new DqnModel { TrainerParam = new() { Actions = ["left", "right", "jump"], Rl = new() { Temperature = 1 } } };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        var outputs = trainer.Cpe!.Evaluate(rows);
        Assert.All(outputs.Propensities.Zip(rows.PossibleActions), pair => Assert.Equal(pair.Second == 1, pair.First > 0));
        Assert.All(outputs.Propensities.Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-5));
        Assert.Equal(outputs.Propensities.Chunk(3).Zip(rows.Action, (row, action) => row[action]), outputs.PropensityOfLoggedAction);
    }
}
