using System.Text.Json;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Td3;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Td3;

public sealed class Td3GoldenTests
{
    [Theory]
    [InlineData("td3_two_q_delay2")]
    [InlineData("td3_wide_noise")]
    [InlineData("td3_single_q_delay1")]
    public void Steps_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.ContinuousRows(file);
        var noise = RecordedNoise.Of(file);
        using var trainer = Model(file, config).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU) { RecordedNoise = _ => noise });
        GoldenTrainer.Follows(file, trainer, rows, config.Flag("q2_network") ? ["q1_loss", "q2_loss", "actor_loss"] : ["q1_loss", "actor_loss"]);
        Assert.Equal(0, noise.Left);
    }

    /// <summary>
    /// The reference's training framework goes on stepping the optimizer of an actor that should rest, by its momentum, and its targets. Ours
    /// rests: the first two steps, in which nothing of that shows, are equal, and the third, which builds on it, is that of the resting actor.
    /// </summary>
    [Fact]
    public void Between_delayed_updates_actor_and_targets_rest_where_those_of_the_reference_drift()
    {
        var drifting = GoldenFile.Read("trainers/td3_two_q_delay2_pl16.json");
        var resting = GoldenFile.Read("trainers/td3_two_q_delay2.json");
        var config = new GoldenConfig(drifting.GetProperty("config"));
        var rows = GoldenBatches.ContinuousRows(drifting);
        var noise = RecordedNoise.Of(drifting);
        using var scope = NewDisposeScope();
        using var trainer = Model(drifting, config).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU) { RecordedNoise = _ => noise });
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(drifting.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }

        double Loss(JsonElement file, int step) => file.GetProperty("steps")[step].GetProperty("losses")[0].GetDouble();
        double[] First(IReadOnlyList<Reading> readings) => [readings[0].Value.item<float>()];
        Near.Equal("first step", [Loss(drifting, 0)], First(trainer.Step(RowBatch.Of(rows, 0, config.BatchSize))), 1e-5, 1e-6);
        var networks = trainer.Networks.Where(network => network.Key is not ("q1_network" or "q2_network")).ToArray();
        var before = networks.SelectMany(network => GoldenWeights.Read(network.Value.Parameters.Values)).ToArray();
        Near.Equal("second step", [Loss(drifting, 1)], First(trainer.Step(RowBatch.Of(rows, config.BatchSize, config.BatchSize))), 1e-4, 1e-5);
        Assert.Equal(before, networks.SelectMany(network => GoldenWeights.Read(network.Value.Parameters.Values)));
        var third = First(trainer.Step(RowBatch.Of(rows, 2 * config.BatchSize, config.BatchSize)));
        Near.Equal("third step", [Loss(resting, 2)], third, 1e-4, 1e-5);
        Assert.NotEqual(Loss(drifting, 2), third[0], 1e-3);
    }

    /// <summary>Derived from <c>td3_two_q_delay2</c>: the same rows and weights with the published loss of TD3+BC, in float64.</summary>
    [Fact]
    public void Steps_with_behavior_cloning_are_those_of_the_published_loss()
    {
        var file = GoldenFile.Read("trainers/td3_bc.json");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.ContinuousRows(file);
        var noise = RecordedNoise.Of(file);
        var model = Model(file, config);
        model = model with { TrainerParam = model.TrainerParam with { BehaviorCloning = new() { Alpha = config.Number("behavior_cloning_alpha")!.Value } } };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU) { RecordedNoise = _ => noise });
        GoldenTrainer.Follows(file, trainer, rows, "q1_loss", "q2_loss", "actor_loss");
    }

    private static Td3Model Model(JsonElement file, GoldenConfig config) => new()
    {
        TrainerParam = new()
        {
            Rl = config.Rl,
            QNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "q1_network")!,
            ActorNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "actor_network")!,
            NoiseVariance = config.Number("noise_variance")!.Value,
            NoiseClip = config.Number("noise_clip")!.Value,
            DelayedPolicyUpdate = (int)config.Number("delayed_policy_update")!.Value,
        },
        ActorNetBuilder = config.DeterministicActor,
        CriticNetBuilder = config.Critic,
        Use2QFunctions = config.Flag("q2_network"),
    };
}
