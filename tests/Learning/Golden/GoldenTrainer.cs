using System.Text.Json;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Trainers;
using ReAgent.Learning.Trainers;
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
    /// <param name="losses">Readings that correspond to the reference's losses, in its order.</param>
    public static void Follows(JsonElement file, ITrainer trainer, TransitionRows rows, params string[] losses)
    {
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }

        var spans = GoldenBatches.Spans(file);
        foreach (var (step, index) in file.GetProperty("steps").EnumerateArray().Select((step, index) => (step, index)))
        {
            using var scope = NewDisposeScope();
            var readings = trainer.Step(RowBatch.Of(rows, spans[index].First, spans[index].Count));

            // Rounding differs, and adds up.
            var (relative, absolute) = index == 0 ? (1e-5, 1e-6) : (1e-4, 1e-5);
            double[] actual = [.. losses.Select(name => (double)readings.Single(reading => reading.Name == name).Value.item<float>())];
            Near.Equal($"losses of step {index + 1}", Losses(step), actual, relative, absolute);
            foreach (var network in trainer.Networks.Values)
            {
                Compare(step, "gradients", $"gradient of {network.Name} in step {index + 1}", network, network.Parameters.Gradient, 1e-4, 1e-6);
                Compare(step, "weights", $"{network.Name} after step {index + 1}", network, network.Parameters.Values, relative, absolute);
            }
        }
    }

    private static double[] Losses(JsonElement step) =>
        [.. step.GetProperty("losses").EnumerateArray().Where(loss => loss.ValueKind != JsonValueKind.Null).Select(GoldenTensor.Number)];

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
