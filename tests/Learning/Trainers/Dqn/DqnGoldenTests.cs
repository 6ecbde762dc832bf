using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Dqn;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.Dqn;

/// <summary>Five steps of the reference, from its weights and on its batches: losses, gradients, and weights after steps 1 and 5.</summary>
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
        var config = file.GetProperty("config");
        string[]? metrics = config.GetProperty("metrics") is { ValueKind: JsonValueKind.Array } names ? [.. names.EnumerateArray().Select(metric => metric.GetString()!)] : null;
        var rows = GoldenBatches.Rows(file, metrics);
        using var trainer = Model(config).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }

        using var table = new TransitionTable(rows, CPU);
        foreach (var (step, index) in file.GetProperty("steps").EnumerateArray().Select((step, index) => (step, index)))
        {
            using var scope = NewDisposeScope();
            var batch = config.GetProperty("batch").GetInt32();
            var readings = trainer.Step(table, arange(index * batch, (index + 1) * batch, dtype: ScalarType.Int64));
            double[] losses = [.. readings.Where(reading => reading.Name.EndsWith("_loss", StringComparison.Ordinal) && reading.Name != "imitator_loss").Select(reading => (double)reading.Value.item<float>())];
            double[] expected = [.. step.GetProperty("losses").EnumerateArray().Where(loss => loss.ValueKind != JsonValueKind.Null).Select(GoldenTensor.Number)];
            var (relative, absolute) = index == 0 ? (1e-5, 1e-6) : (1e-4, 1e-5);
            Near.Equal($"losses of step {index + 1}", expected, losses, relative, absolute);
            foreach (var network in trainer.Networks.Values)
            {
                if (step.TryGetProperty("weights", out var weights))
                {
                    Near.Equal(
                        $"{network.Name} after step {index + 1}",
                        GoldenWeights.Flat(weights, $"{network.Name}.", network.Parameters),
                        GoldenWeights.Read(network.Parameters.Values),
                        relative,
                        absolute);
                }

                if (step.TryGetProperty("gradients", out var gradients) && network.Parameters.Gradient is { } gradient && network.Name != "bcq_imitator")
                {
                    Near.Equal(
                        $"gradient of {network.Name} in step {index + 1}",
                        GoldenWeights.Flat(gradients, $"{network.Name}.", network.Parameters),
                        GoldenWeights.Read(gradient),
                        1e-4,
                        1e-6);
                }
            }
        }
    }

    private static DqnModel Model(JsonElement config)
    {
        var rl = config.GetProperty("rl");
        var extra = config.TryGetProperty("network_extra", out var found) ? found : default;
        ImmutableArray<int> sizes = [.. config.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        ImmutableArray<Activation> activations =
            [.. config.GetProperty("activations").EnumerateArray().Select(activation => Enum.Parse<Activation>(activation.GetString()!.Replace("_", ""), ignoreCase: true))];
        bool Flag(JsonElement section, string key, bool otherwise) =>
            section.ValueKind == JsonValueKind.Object && section.TryGetProperty(key, out var flag) ? flag.GetBoolean() : otherwise;
        var fullyConnected = new FullyConnectedOptions
        {
            Sizes = sizes,
            Activations = activations,
            UseBatchNorm = Flag(extra, "use_batch_norm", false),
            UseLayerNorm = Flag(extra, "use_layer_norm", false),
        };
        return new()
        {
            TrainerParam = new()
            {
                Actions = [.. config.GetProperty("actions").EnumerateArray().Select(action => action.GetString()!)],
                // The reference's imitator is trained elsewhere, so here it stays as it is.
                Bcq = config.GetProperty("bcq_drop_threshold") is { ValueKind: JsonValueKind.Number } threshold
                    ? new()
                    {
                        DropThreshold = threshold.GetDouble(),
                        NetBuilder = new FullyConnectedOptions { Sizes = [7], Activations = [Activation.Tanh] },
                        Optimizer = new SgdOptions { Lr = 0 },
                    }
                    : null,
                DoubleQLearning = config.GetProperty("double_q_learning").GetBoolean(),
                Optimizer = GoldenOptimizer.Of(config.GetProperty("optimizer")),
                Rl = new()
                {
                    Gamma = rl.GetProperty("gamma").GetDouble(),
                    TargetUpdateRate = rl.GetProperty("target_update_rate").GetDouble(),
                    Temperature = rl.GetProperty("temperature").GetDouble(),
                    MaxqLearning = Flag(rl, "maxq_learning", true),
                    UseSeqNumDiffAsTimeDiff = Flag(rl, "use_seq_num_diff_as_time_diff", false),
                    MultiSteps = rl.TryGetProperty("multi_steps", out var steps) ? steps.GetInt32() : null,
                    QNetworkLoss = rl.TryGetProperty("q_network_loss", out var loss) && loss.GetString() == "huber" ? ValueLoss.Huber : ValueLoss.Mse,
                    RewardBoost = rl.TryGetProperty("reward_boost", out var boosts)
                        ? boosts.EnumerateObject().ToImmutableSortedDictionary(boost => boost.Name, boost => boost.Value.GetDouble(), StringComparer.Ordinal)
                        : null,
                },
                Evaluation = new() { CalcCpeInTraining = config.GetProperty("calc_cpe").GetBoolean() },
            },
            NetBuilder = config.GetProperty("network").GetString() == "dueling" ? new DuelingOptions { Sizes = sizes, Activations = activations } : fullyConnected,
            CpeNetBuilder = fullyConnected,
        };
    }
}
