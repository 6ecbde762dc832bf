using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Data.Batches;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Sac;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Sac;

public sealed class SacGoldenTests
{
    [Theory]
    [InlineData("sac_alpha")]
    [InlineData("sac_no_alpha")]
    [InlineData("sac_gamma0")]
    [InlineData("sac_no_backprop_log_prob")]
    [InlineData("sac_kld")]
    [InlineData("sac_value_net_alpha")]
    [InlineData("sac_value_net_single_q")]
    [InlineData("sac_value_net_no_alpha_nonuniform_prior")]
    public void Steps_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        using var trainer = Trainer(file, out var rows, out var noise);
        GoldenTrainer.Follows(file, trainer, rows, Losses(file));
        Assert.Equal(0, noise.Left);
    }

    /// <summary>
    /// Two numbers that are normalized together are always 1 and −1, so the layers before have hardly a gradient, and Adam makes steps of full
    /// length from what rounding leaves of it.
    /// </summary>
    [Fact]
    public void Steps_with_a_normalized_distribution_are_those_of_the_reference_but_for_rounding()
    {
        var file = GoldenFile.Read("trainers/sac_actor_layer_norm.json");
        using var trainer = Trainer(file, out var rows, out var noise);
        GoldenTrainer.Follows(file, trainer, rows, 1e-4, Losses(file));
        Assert.Equal(0, noise.Left);
    }

    /// <summary>
    /// Derived from <c>sac_crr_exponent</c> and <c>sac_crr_indicator</c>: the same rows and weights, with the loss as published, of the logged
    /// action, in float64. The reference weights an action that it has drawn from its policy by that action's advantage.
    /// </summary>
    [Theory]
    [InlineData("sac_crr_exponent_logged_action")]
    [InlineData("sac_crr_indicator_logged_action")]
    public void Regression_steps_are_those_of_the_published_loss(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        using var trainer = Trainer(file, out var rows, out var noise);
        GoldenTrainer.Follows(file, trainer, rows, Losses(file));
        Assert.Equal(0, noise.Left);
    }

    /// <summary>What does not depend on the weighted action, critics, temperature and value, is that of the reference in the first step.</summary>
    [Theory]
    [InlineData("sac_crr_exponent")]
    [InlineData("sac_crr_indicator")]
    public void A_regression_step_differs_from_that_of_the_reference_in_the_actor_alone(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        using var scope = NewDisposeScope();
        using var trainer = Trainer(file, out var rows, out _);
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }

        var readings = trainer.Step(RowBatch.Of(rows, 0, 16)).ToDictionary(reading => reading.Name, reading => (double)reading.Value.item<float>());
        var step = file.GetProperty("steps")[0];
        foreach (var (loss, expected) in Losses(file).Zip(step.GetProperty("losses").EnumerateArray()))
        {
            if (loss == "actor_loss")
            {
                Assert.NotEqual(expected.GetDouble(), readings[loss], 1e-2);
            }
            else
            {
                Near.Equal(loss, [expected.GetDouble()], [readings[loss]], 1e-5, 1e-6);
            }
        }

        foreach (var network in trainer.Networks.Values.Where(network => network.Name != "actor_network"))
        {
            var expected = GoldenWeights.Flat(step.GetProperty("weights"), $"{network.Name}.", network.Parameters);
            Near.Equal(network.Name, expected, GoldenWeights.Read(network.Parameters.Values), 1e-5, 1e-6);
        }
    }

    [Theory]
    [InlineData("sac_alpha")]
    [InlineData("sac_value_net_alpha")]
    public void The_temperature_is_that_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        using var scope = NewDisposeScope();
        using var trainer = Trainer(file, out var rows, out _);
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }

        foreach (var (step, index) in file.GetProperty("steps").EnumerateArray().Select((step, index) => (step, index)))
        {
            var reading = trainer.Step(RowBatch.Of(rows, index * 16, 16)).Single(reading => reading.Name == "entropy_temperature");
            Near.Equal($"step {index + 1}", [step.GetProperty("entropy_temperature_after").GetDouble()], [reading.Value.item<float>()], 1e-5, 0);
        }
    }

    private static ITrainer Trainer(JsonElement file, out TransitionRows rows, out RecordedNoise noise)
    {
        rows = GoldenBatches.ContinuousRows(file);
        var recorded = noise = RecordedNoise.Of(file);
        var model = Model(file, new GoldenConfig(file.GetProperty("config")));
        return model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU) { RecordedNoise = _ => recorded });
    }

    private static string[] Losses(JsonElement file)
    {
        var config = new GoldenConfig(file.GetProperty("config"));
        return
        [
            "q1_loss",
            .. config.Flag("q2_network") ? ["q2_loss"] : Array.Empty<string>(),
            "actor_loss",
            .. config.Flag("alpha_optimizer") ? ["temperature_loss"] : Array.Empty<string>(),
            .. config.Flag("value_network") ? ["value_loss"] : Array.Empty<string>(),
        ];
    }

    private static SacModel Model(JsonElement file, GoldenConfig config) => new()
    {
        TrainerParam = new()
        {
            Rl = config.Rl,
            QNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "q1_network")!,
            ValueNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "value_network") ?? new AdamOptions(),
            ActorNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "actor_network")!,
            AlphaOptimizer = GoldenOptimizer.OfNetwork(file, "log_alpha"),
            EntropyTemperature = config.Number("entropy_temperature")!.Value,
            LoggedActionUniformPrior = config.Find("logged_action_uniform_prior")?.GetBoolean() ?? true,
            BackpropThroughLogProb = config.Find("backprop_through_log_prob")?.GetBoolean() ?? true,
            ActionEmbeddingKldWeight = config.Find("action_embedding_kld_weight")?.GetDouble(),
            ActionEmbeddingMean = Numbers(config.Find("action_embedding_mean")),
            ActionEmbeddingVariance = Numbers(config.Find("action_embedding_variance")),
            CrrConfig = config.Find("crr_config") is { } crr ? Crr(crr) : null,
        },
        ActorNetBuilder = config.GaussianActor,
        CriticNetBuilder = config.Critic,
        ValueNetBuilder = config.Flag("value_network") ? config.Value : null,
        Use2QFunctions = config.Flag("q2_network"),
    };

    private static CrrOptions Crr(JsonElement crr)
    {
        double? Number(string key) => crr.TryGetProperty(key, out var number) ? number.GetDouble() : null;
        return new()
        {
            IndicatorFnThreshold = Number("indicator_fn_threshold"),
            ExponentBeta = Number("exponent_beta"),
            ExponentClamp = Number("exponent_clamp"),
        };
    }

    private static ImmutableArray<double> Numbers(JsonElement? numbers) =>
        numbers is { } list ? [.. list.EnumerateArray().Select(number => number.GetDouble())] : [];
}
