using System.Text.Json;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.ParametricDqn;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.ParametricDqn;

public sealed class ParametricDqnGoldenTests
{
    private static readonly FullyConnectedCriticOptions Rewards = new() { Sizes = [7], Activations = [Activation.Tanh] };

    [Theory]
    [InlineData("parametric_dqn_maxq_double")]
    [InlineData("parametric_dqn_maxq_single_huber")]
    [InlineData("parametric_dqn_sarsa")]
    [InlineData("parametric_dqn_bce_gamma0")]
    public void Steps_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var candidates = new GoldenCandidates(file);
        var model = Model(candidates, config.Critic, config.Rl);
        model = model with
        {
            TrainerParam = model.TrainerParam with
            {
                DoubleQLearning = config.Flag("double_q_learning"),
                Optimizer = GoldenOptimizer.OfNetwork(file, "q_network")!,
            },
        };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(candidates.Rows), Seed: 1, CPU));
        var rewards = config["reward_network"].ValueKind != JsonValueKind.Null;
        Assert.Equal(rewards, trainer.Cpe is not null);
        GoldenTrainer.Follows(file, trainer, candidates.Rows, rewards ? ["td_loss", "reward_loss"] : ["td_loss"]);
    }

    /// <summary>The reference judges by <c>q_network</c> itself; here the network of values gets its weights.</summary>
    [Fact]
    public void Outputs_for_evaluation_are_those_of_the_reference()
    {
        var file = GoldenFile.Read("cpe/parametric_dqn.json");
        var config = file.GetProperty("config");
        var candidates = new GoldenCandidates(file);
        var q = new FullyConnectedCriticOptions { Sizes = [8, 6], Activations = [Activation.Relu, Activation.Relu] };
        var rl = new RlOptions { Temperature = config.GetProperty("temperature").GetDouble() };
        var rows = candidates.Rows;
        double[] Page(string key) => [.. GoldenTensor.Of(file.GetProperty("page").GetProperty(key)).Data];

        // Of the outputs for all actions of the list, those for each row's own.
        float[] Own(float[] outputs) => [.. Enumerable.Range(0, rows.Count).SelectMany(row => outputs.AsSpan((row * candidates.Count) + (row * 4), 4).ToArray())];
        using (var trainer = Model(candidates, q, rl).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU)))
        {
            foreach (var name in new[] { "q_network", "reward_network" })
            {
                GoldenWeights.Put(file.GetProperty("weights"), $"{name}.", trainer.Networks[name].Parameters);
            }

            var outputs = trainer.Cpe!.Evaluate(rows);
            Near.Equal("propensities", Page("model_propensities"), Own(outputs.Propensities), 1e-4, 1e-5);
            Near.Equal("scores", Page("optimal_q_values"), Own(outputs.Scores), 1e-5, 1e-6);
            Near.Equal("rewards", Page("model_rewards"), Own(outputs.Metrics[0].Rewards), 1e-5, 1e-6);
            Near.Equal("reward of the logged action", Page("model_rewards_for_logged_action"), outputs.Metrics[0].RewardOfLoggedAction, 1e-5, 1e-6);
        }

        using (var trainer = (Model(candidates, q, rl) with { CpeNetBuilder = null }).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU)))
        {
            GoldenWeights.Put(file.GetProperty("weights"), "q_network.", trainer.Networks["q_network_cpe"].Parameters);
            Near.Equal("values", Page("model_values"), Own(trainer.Cpe!.Evaluate(rows).Metrics[0].Values), 1e-5, 1e-6);
        }
    }

    private static ParametricDqnModel Model(GoldenCandidates candidates, CriticNetworkOptions network, RlOptions rl) => new()
    {
        TrainerParam = new() { Actions = candidates.Names, ActionFeatures = candidates.Features, Rl = rl },
        NetBuilder = network,
        CpeNetBuilder = Rewards,
    };
}
