using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Randomness;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Randomness;

public sealed class NoiseTests
{
    [Fact]
    public void Draws_go_on_after_a_restart_as_if_there_had_been_none()
    {
        using var scope = NewDisposeScope();
        var noise = Fresh(seed: 1);
        noise.Normal(3, 5);
        var file = new TensorFile();
        noise.Save(file);
        float[] expected = [.. noise.Normal(2, 2).data<float>().ToArray(), .. noise.Uniform(4).data<float>().ToArray()];
        var other = Fresh(seed: 2);
        other.Restore(TensorFile.Read(file.ToBytes(), "memory"));
        float[] actual = [.. other.Normal(2, 2).data<float>().ToArray(), .. other.Uniform(4).data<float>().ToArray()];
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_tensor_librarys_own_generator_plays_no_part()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var first = Fresh(seed: 1).Normal(10).data<float>().ToArray();
        manual_seed(2);
        Assert.Equal(first, Fresh(seed: 1).Normal(10).data<float>().ToArray());
    }

    [Fact]
    public void Distributions_have_their_moments()
    {
        using var scope = NewDisposeScope();
        var noise = Fresh(seed: 1);
        var (normal, uniform, keep) = (noise.Normal(200, 500), noise.Uniform(100_000), noise.Keep(0.2, [100_000]));
        Assert.Equal([200, 500], normal.shape);
        Assert.Equal(0, normal.mean().item<float>(), 0.02);
        Assert.Equal(1, normal.std().item<float>(), 0.02);
        Assert.Equal(0.5, uniform.mean().item<float>(), 0.01);
        Assert.InRange(uniform.min().item<float>(), 0, 0.001);
        Assert.InRange(uniform.max().item<float>(), 0.999, 0.9999999);
        Assert.Equal(0.8, keep.mean().item<float>(), 0.01);
    }

    private static Noise Fresh(ulong seed) => new("noise", new RandomStream(seed, "noise"), CPU);
}
