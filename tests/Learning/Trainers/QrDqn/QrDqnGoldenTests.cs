using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.QrDqn;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.QrDqn;

public sealed class QrDqnGoldenTests
{
    [Theory]
    [InlineData("qrdqn_double")]
    [InlineData("qrdqn_sarsa_dueling")]
    [InlineData("qrdqn_single_cpe_boost")]
    [InlineData("qrdqn_time_diff")]
    public void Steps_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.Rows(file, metrics: []);
        var layers = config.FullyConnected;
        var model = new QrDqnModel
        {
            TrainerParam = new()
            {
                Actions = config.Actions,
                Rl = config.Rl,
                DoubleQLearning = config.Flag("double_q_learning"),
                NumAtoms = config["num_atoms"].GetInt32(),
                Optimizer = GoldenOptimizer.OfNetwork(file, "q_network")!,
                CpeOptimizer = GoldenOptimizer.OfNetwork(file, "reward_network") ?? new QrDqnOptions().CpeOptimizer,
                Evaluation = new() { CalcCpeInTraining = config.Flag("calc_cpe") },
            },
            NetBuilder = config["network"].GetString() == "dueling"
                ? new DuelingQuantileOptions { Sizes = layers.Sizes, Activations = layers.Activations }
                : new QuantileOptions { Sizes = layers.Sizes, Activations = layers.Activations },
            CpeNetBuilder = layers,
        };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        GoldenTrainer.Follows(file, trainer, rows, config.Flag("calc_cpe") ? ["td_loss", "reward_loss", "cpe_q_loss"] : ["td_loss"]);
    }
}
