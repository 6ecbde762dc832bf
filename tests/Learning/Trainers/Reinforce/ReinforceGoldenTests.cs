using System.Text.Json;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Reinforce;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Reinforce;

public sealed class ReinforceGoldenTests
{
    [Theory]
    [InlineData("reinforce_default_gamma0")]
    [InlineData("reinforce_gamma_normalize")]
    [InlineData("reinforce_gamma_subtract_mean_only")]
    [InlineData("reinforce_off_policy_clip")]
    [InlineData("reinforce_offset_clamp_temperature")]

    // The reference itself fails with a network of values: its numbers were made by a corrected one, as the file says.
    [InlineData("reinforce_value_net")]
    public void Steps_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var config = file.GetProperty("config");
        var rows = GoldenBatches.Rows(file, []);
        var rates = file.GetProperty("optimizers").EnumerateArray().Select(optimizer => optimizer.GetProperty("hyper").GetProperty("lr").GetDouble()).ToArray();
        var values = config.GetProperty("value_net").ValueKind == JsonValueKind.String;
        var model = new ReinforceModel
        {
            TrainerParam = new()
            {
                Actions = ["0", "1", "2"],
                Gamma = Number("gamma", 0),
                OffPolicy = Flag("off_policy", false),
                ClipParam = Number("clip_param", 1e6),
                RewardClip = Number("reward_clip", 1e6),
                Normalize = Flag("normalize", true),
                SubtractMean = Flag("subtract_mean", true),
                OffsetClampMin = Flag("offset_clamp_min", false),
                Optimizer = new AdamOptions { Lr = rates[^1] },
                OptimizerValueNet = new AdamOptions { Lr = rates[0] },
            },
            PolicyNetBuilder = new FullyConnectedOptions { Sizes = [8, 6], Activations = [Activation.Tanh, Activation.Tanh] },
            ValueNetBuilder = values ? new() { Sizes = [6], Activations = [Activation.Relu] } : null,
            SamplerTemperature = config.GetProperty("temperature").GetDouble(),
        };
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        GoldenTrainer.Follows(file, trainer, rows, values ? ["value_loss", "policy_loss"] : ["policy_loss"]);

        double Number(string key, double otherwise) => config.TryGetProperty(key, out var number) ? number.GetDouble() : otherwise;
        bool Flag(string key, bool otherwise) => config.TryGetProperty(key, out var flag) ? flag.GetBoolean() : otherwise;
    }

    [Fact]
    public void Where_time_was_up_the_value_of_the_last_state_stands_for_what_would_have_followed()
    {
        var rows = ChainLog.Rows(5);
        double Loss(bool terminated)
        {
            using var scope = NewDisposeScope();
            using var trainer = new ReinforceModel
            {
                TrainerParam = new() { Actions = ["left", "right", "jump"], Gamma = 0.9, Normalize = false, SubtractMean = false },
                PolicyNetBuilder = new FullyConnectedOptions { Sizes = [4], Activations = [Activation.Relu] },
                ValueNetBuilder = new() { Sizes = [4], Activations = [Activation.Relu] },
            }.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
            var episode = RowBatch.Of(rows, 0, 3);
            var goesOn = terminated ? new float[] { 1, 1, 0 } : [1, 1, 1];
            return trainer.Step(episode with { NotTerminal = tensor(goesOn, [3, 1]) }).Single(reading => reading.Name == "value_loss").Value.item<float>();
        }

        Assert.NotEqual(Loss(terminated: true), Loss(terminated: false));
    }
}
