using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Cql;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Cql;

public sealed class CqlGoldenTests
{
    /// <summary>The reference has no such trainer: the numbers follow from the published losses, in float64, on the reference's rows.</summary>
    [Fact]
    public void Steps_are_those_of_the_published_losses()
    {
        var file = GoldenFile.Read("trainers/cql.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.ContinuousRows(file);
        var noise = RecordedNoise.Of(file);
        var model = new CqlModel
        {
            TrainerParam = new()
            {
                Rl = config.Rl,
                QNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "q1_network")!,
                ActorNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "actor_network")!,
                AlphaOptimizer = GoldenOptimizer.OfNetwork(file, "log_alpha"),
                EntropyTemperature = config.Number("entropy_temperature")!.Value,
                ConservativeWeight = config.Number("conservative_weight")!.Value,
                ActionSamples = (int)config.Number("action_samples")!.Value,
            },
            ActorNetBuilder = config.GaussianActor,
            CriticNetBuilder = config.Critic,
        };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU) { RecordedNoise = _ => noise });
        GoldenTrainer.Follows(file, trainer, rows, "q1_loss", "q2_loss", "actor_loss", "temperature_loss");
        Assert.Equal(0, noise.Left);
    }
}
