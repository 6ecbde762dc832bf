using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Iql;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Iql;

public sealed class IqlGoldenTests
{
    /// <summary>The reference has no such trainer: the numbers follow from the published losses, in float64, on the reference's rows.</summary>
    [Fact]
    public void Steps_are_those_of_the_published_losses()
    {
        var file = GoldenFile.Read("trainers/iql.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.ContinuousRows(file);
        var model = new IqlModel
        {
            TrainerParam = new()
            {
                Rl = config.Rl,
                QNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "q1_network")!,
                ValueNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "value_network")!,
                ActorNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "actor_network")!,
                Expectile = config.Number("expectile")!.Value,
                InverseTemperature = config.Number("inverse_temperature")!.Value,
                MaxWeight = config.Number("max_weight")!.Value,
            },
            ActorNetBuilder = config.GaussianActor,
            CriticNetBuilder = config.Critic,
            ValueNetBuilder = config.Value,
        };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        GoldenTrainer.Follows(file, trainer, rows, "q1_loss", "q2_loss", "actor_loss", "value_loss");
    }
}
