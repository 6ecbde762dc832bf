using System.Text.Json;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Trainers;
using ReAgent.Learning.Trainers;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>Makes a trainer follow the reference's steps, from its weights and on its batches.</summary>
public static class GoldenTrainer
{
    /// <summary>
    /// Compares losses in every step, gradients in the first, and weights after the steps for which the reference keeps them.
    /// </summary>
    /// <param name="file">The reference.</param>
    /// <param name="trainer">The trainer; its networks are called as in the reference.</param>
    /// <param name="rows">The reference's batches, one after another.</param>
    /// <param name="losses">Readings that correspond to the reference's first losses, in its order; where it has null, there is no reading.</param>
    public static void Follows(JsonElement file, ITrainer trainer, TransitionRows rows, params string[] losses) =>
        Follows(file, trainer, rows, 1e-5, losses);

    /// <summary>The same with another absolute tolerance after the first step.</summary>
    public static void Follows(JsonElement file, ITrainer trainer, TransitionRows rows, double tolerance, string[] losses)
    {
        // The reference has no q_network_cpe where it judges actions by q_network itself.
        var weights = file.GetProperty("initial_weights").EnumerateObject().Select(weight => weight.Name.Split('.')[0]).ToHashSet();
        foreach (var network in trainer.Networks.Values.Where(network => weights.Contains(network.Name) || !network.Name.StartsWith("q_network_cpe", StringComparison.Ordinal)))
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }

        var spans = GoldenBatches.Spans(file);
        foreach (var (step, index) in file.GetProperty("steps").EnumerateArray().Select((step, index) => (step, index)))
        {
            using var scope = NewDisposeScope();
            var readings = trainer.Step(RowBatch.Of(rows, spans[index].First, spans[index].Count));

            // Rounding differs, and adds up.
            var (relative, absolute) = index == 0 ? (1e-5, 1e-6) : (1e-4, tolerance);
            var expected = step.GetProperty("losses").EnumerateArray().Take(losses.Length).ToArray();
            var present = losses.Where((_, at) => IsNumber(expected[at])).ToArray();
            foreach (var (name, loss) in present.Zip(expected.Where(IsNumber)))
            {
                // Of the temperature's loss the terms cancel, and float32 gives the density of an action near ±1 to four digits.
                double[] actual = [readings.Single(reading => reading.Name == name).Value.item<float>()];
                Near.Equal($"{name} of step {index + 1}", [GoldenTensor.Number(loss)], actual, relative, name == "temperature_loss" ? 1e-4 : absolute);
            }

            Assert.Equal(present.Length, expected.Count(IsNumber));
            Assert.DoesNotContain(losses.Except(present), name => readings.Any(reading => reading.Name == name));
            foreach (var network in trainer.Networks.Values)
            {
                Compare(step, "gradients", $"gradient of {network.Name} in step {index + 1}", network, network.Parameters.Gradient, 1e-4, 1e-6);
                Compare(step, "weights", $"{network.Name} after step {index + 1}", network, network.Parameters.Values, relative, absolute);
            }
        }
    }

    private static bool IsNumber(JsonElement loss) => loss.ValueKind != JsonValueKind.Null;

    private static void Compare(JsonElement step, string key, string what, Network network, Tensor? actual, double relative, double absolute)
    {
        // The reference keeps no gradients of targets and of networks that it does not train.
        if (actual is not null
            && step.TryGetProperty(key, out var tensors)
            && tensors.EnumerateObject().Any(entry => entry.Name.StartsWith($"{network.Name}.", StringComparison.Ordinal)))
        {
            Near.Equal(what, GoldenWeights.Flat(tensors, $"{network.Name}.", network.Parameters), GoldenWeights.Read(actual), relative, absolute);
        }
    }
}
