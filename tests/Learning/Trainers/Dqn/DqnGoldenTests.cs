using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Dqn;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Dqn;

public sealed class DqnGoldenTests
{
    [Theory]
    [InlineData("dqn_double_mse")]
    [InlineData("dqn_single_huber")]
    [InlineData("dqn_sarsa")]
    [InlineData("dqn_multi_step")]
    [InlineData("dqn_time_diff")]
    [InlineData("dqn_adamw_tanh")]
    [InlineData("dqn_sgd_momentum_tau1")]
    [InlineData("dqn_dueling_double")]
    [InlineData("dqn_dueling_single_sarsa")]
    [InlineData("dqn_layer_norm")]
    [InlineData("dqn_batch_norm")]
    [InlineData("dqn_bcq_among_possible")]
    [InlineData("dqn_reward_boost_cpe")]
    [InlineData("dqn_cpe_two_metrics")]
    public void Steps_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.Rows(file, config.Metrics);
        using var trainer = Model(config).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        GoldenTrainer.Follows(file, trainer, rows, config.Flag("calc_cpe") ? ["td_loss", "reward_loss", "cpe_q_loss"] : ["td_loss"]);
    }

    private static DqnModel Model(GoldenConfig config) => new()
    {
        TrainerParam = new()
        {
            Actions = config.Actions,
            DoubleQLearning = config.Flag("double_q_learning"),
            Optimizer = GoldenOptimizer.Of(config["optimizer"]),
            Rl = config.Rl,
            Evaluation = new() { CalcCpeInTraining = config.Flag("calc_cpe") },

            // The reference's imitator is trained elsewhere, so here it stays as it is.
            Bcq = config.Number("bcq_drop_threshold") is { } threshold
                ? new()
                {
                    DropThreshold = threshold,
                    NetBuilder = new FullyConnectedOptions { Sizes = [7], Activations = [Activation.Tanh] },
                    Optimizer = new SgdOptions { Lr = 0 },
                }
                : null,
        },
        NetBuilder = config.Network,
        CpeNetBuilder = config.FullyConnected,
    };
}
