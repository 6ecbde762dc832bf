using System.Text.Json;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Randomness;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Ppo;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Ppo;

public sealed class PpoGoldenTests
{
    [Theory]
    [InlineData("ppo_default")]
    [InlineData("ppo_no_normalize_subtract_mean")]
    [InlineData("ppo_td_error_next_state")]
    [InlineData("ppo_td_error_terminal_no_next")]
    [InlineData("ppo_update_freq3_epochs2")]
    [InlineData("ppo_value_net_entropy")]
    public void Updates_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var config = file.GetProperty("config");
        var rows = GoldenBatches.Rows(file, []);
        var spans = GoldenBatches.Spans(file);
        if (name.EndsWith("no_next", StringComparison.Ordinal))
        {
            // Where the reference gives no next state, that of a row is the state of the one behind it.
            foreach (var (first, count) in spans)
            {
                Array.Copy(rows.State, (first + 1) * rows.StateWidth, rows.NextState, first * rows.StateWidth, (count - 1) * rows.StateWidth);
                rows.NotTerminal.AsSpan(first, count - 1).Fill(1);
            }
        }

        var steps = file.GetProperty("steps").EnumerateArray().ToArray();
        using var trainer = Model(config, file).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU) { RecordedNoise = _ => new RecordedOrder(steps) });
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }

        var updates = 0;
        for (var trajectory = 0; trajectory < spans.Count; trajectory++)
        {
            using var scope = NewDisposeScope();
            var readings = trainer.Step(RowBatch.Of(rows, spans[trajectory].First, spans[trajectory].Count));
            if (readings.All(reading => reading.Name != "ppo_loss"))
            {
                continue;
            }

            var step = steps[updates++];
            Assert.Equal(step.GetProperty("after_trajectory").GetInt32(), trajectory);
            var (relative, absolute) = updates == 1 ? (1e-5, 1e-6) : (1e-4, 1e-5);
            var logged = step.GetProperty("updates").EnumerateArray().Select(update => update.GetProperty("logged")).ToArray();
            Near.Equal("policy loss", [Mean("Training_loss/ppo_loss")], [readings.Single(reading => reading.Name == "ppo_loss").Value.item<float>()], relative, absolute);
            foreach (var valueLoss in readings.Where(reading => reading.Name == "value_loss"))
            {
                Near.Equal("value loss", [Mean("Training_loss/value_net_loss")], [valueLoss.Value.item<float>()], relative, absolute);
            }

            foreach (var network in step.TryGetProperty("weights", out var weights) ? trainer.Networks.Values : [])
            {
                Near.Equal(
                    $"{network.Name} after trajectory {trajectory}",
                    GoldenWeights.Flat(weights, $"{network.Name}.", network.Parameters),
                    GoldenWeights.Read(network.Parameters.Values),
                    relative,
                    absolute);
            }

            double Mean(string key) => logged.Average(update => update.GetProperty(key).GetDouble());
        }

        Assert.Equal(steps.Length, updates);
    }

    [Fact]
    public void A_stop_between_two_updates_loses_no_episode()
    {
        var rows = ChainLog.Rows(8);
        var model = new PpoModel
        {
            TrainerParam = new() { Actions = ["left", "right", "jump"], UpdateFreq = 3 },
            PolicyNetBuilder = new FullyConnectedOptions { Sizes = [4], Activations = [Activation.Relu] },
        };
        using var scope = NewDisposeScope();
        using var straight = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        using var stopped = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        using var resumed = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 2, CPU));
        for (var step = 0; step < 2; step++)
        {
            straight.Step(RowBatch.Of(rows, step * 3, 3));
            stopped.Step(RowBatch.Of(rows, step * 3, 3));
        }

        resumed.Restore(State(stopped));
        var last = RowBatch.Of(rows, 6, 3);
        Assert.Contains("ppo_loss", straight.Step(last).Select(reading => reading.Name));
        Assert.Contains("ppo_loss", resumed.Step(last).Select(reading => reading.Name));
        Assert.Equal(State(straight).ToBytes(), State(resumed).ToBytes());

        static TensorFile State(ITrainer trainer)
        {
            var file = new TensorFile();
            trainer.Save(file);
            return file;
        }
    }

    private static PpoModel Model(JsonElement config, JsonElement file)
    {
        var rates = file.GetProperty("optimizers").EnumerateArray().Select(optimizer => optimizer.GetProperty("hyper").GetProperty("lr").GetDouble()).ToArray();
        return new()
        {
            TrainerParam = new()
            {
                Actions = ["0", "1", "2"],
                Gamma = Number("gamma", 0.9),
                Normalize = Flag("normalize", true),
                SubtractMean = Flag("subtract_mean", true),
                OffsetClampMin = Flag("offset_clamp_min", false),
                TdErrorAdvantage = Flag("td_error_advantage", false),
                EntropyWeight = Number("entropy_weight", 0),
                UpdateFreq = (int)Number("update_freq", 1),
                UpdateEpochs = (int)Number("update_epochs", 1),
                PpoBatchSize = (int)Number("ppo_batch_size", 1),
                Optimizer = new AdamOptions { Lr = rates[^1] },
                OptimizerValueNet = new AdamOptions { Lr = rates[0] },
            },
            PolicyNetBuilder = new FullyConnectedOptions { Sizes = [8, 6], Activations = [Activation.Tanh, Activation.Tanh] },
            ValueNetBuilder = config.GetProperty("value_net").ValueKind == JsonValueKind.String ? new() { Sizes = [6], Activations = [Activation.Relu] } : null,
            SamplerTemperature = config.GetProperty("temperature").GetDouble(),
        };

        double Number(string key, double otherwise) => config.TryGetProperty(key, out var number) ? number.GetDouble() : otherwise;
        bool Flag(string key, bool otherwise) => config.TryGetProperty(key, out var flag) ? flag.GetBoolean() : otherwise;
    }

    /// <summary>Numbers whose order is the reference's permutation, update by update.</summary>
    private sealed class RecordedOrder(JsonElement[] steps) : Noise("ppo.order", new RandomStream(1, "ppo.order"), CPU)
    {
        private readonly Queue<long[]> _permutations = new(steps.SelectMany(step => step.GetProperty("permutations").EnumerateArray())
            .Select(permutation => GoldenTensor.Of(permutation).Data.Select(index => (long)index).ToArray()));

        public override Tensor Uniform(params ReadOnlySpan<long> shape)
        {
            var permutation = _permutations.Dequeue();
            var numbers = new float[permutation.Length];
            for (var place = 0; place < permutation.Length; place++)
            {
                numbers[permutation[place]] = place;
            }

            return tensor(numbers);
        }
    }
}
