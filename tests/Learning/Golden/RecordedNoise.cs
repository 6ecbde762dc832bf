using System.Text.Json;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Randomness;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>The reference's own draws, in the order in which it drew them.</summary>
/// <param name="draws">What is left of them.</param>
public sealed class RecordedNoise(Queue<GoldenTensor> draws) : Noise("recorded", new RandomStream(0, "recorded"), CPU)
{
    /// <summary>All draws of a file.</summary>
    public static RecordedNoise Of(JsonElement file) => new(new(file.GetProperty("steps").EnumerateArray()
        .SelectMany(step => step.GetProperty("noise").EnumerateArray())
        .Select(draw => GoldenTensor.Of(draw.GetProperty("value")))));

    /// <summary>Draws that were not asked for.</summary>
    public int Left => draws.Count;

    public override Tensor Normal(params ReadOnlySpan<long> shape) => Next(shape);

    public override Tensor Uniform(params ReadOnlySpan<long> shape) => Next(shape);

    private Tensor Next(ReadOnlySpan<long> shape)
    {
        var draw = draws.Dequeue();
        Assert.Equal(shape.ToArray(), draw.Shape);
        return tensor(draw.Floats, draw.Shape);
    }
}
