using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers;

public sealed class EpisodeReturnsTests
{
    [Fact]
    public void Returns_and_whitened_returns_are_those_of_the_reference()
    {
        using var scope = NewDisposeScope();
        var file = GoldenFile.Read("networks/returns_and_whitening.json");
        var rewards = tensor(GoldenTensor.Of(file.GetProperty("rewards")).Floats);
        foreach (var entry in file.GetProperty("discounted_returns").EnumerateArray())
        {
            var gamma = entry.GetProperty("gamma").GetDouble();
            Near.Equal($"returns for γ = {gamma}", GoldenTensor.Of(entry.GetProperty("returns")).Data, EpisodeReturns.Discounted(rewards, gamma).data<float>().ToArray(), 1e-5, 1e-6);
        }

        Near.Equal("whitened", GoldenTensor.Of(file.GetProperty("whiten_subtract_mean")).Data, EpisodeReturns.Whitened(rewards, subtractMean: true).data<float>().ToArray(), 1e-5, 1e-6);
        Near.Equal("divided", GoldenTensor.Of(file.GetProperty("whiten_keep_mean")).Data, EpisodeReturns.Whitened(rewards, subtractMean: false).data<float>().ToArray(), 1e-5, 1e-6);
    }

    [Fact]
    public void What_follows_the_last_step_counts_for_all_before()
    {
        using var scope = NewDisposeScope();
        var returns = EpisodeReturns.Discounted(tensor(new float[] { 1, 2, 3 }, [3, 1]), 0.5, afterwards: 8);
        Assert.Equal([1 + (0.5f * (2 + (0.5f * 7))), 2 + (0.5f * 7), 7], returns.data<float>().ToArray());
        Assert.Equal([3, 1], returns.shape);
    }

    [Fact]
    public void Constant_returns_whiten_to_numbers()
    {
        using var scope = NewDisposeScope();
        Assert.All(EpisodeReturns.Whitened(ones(4), subtractMean: true).data<float>().ToArray(), value => Assert.Equal(0, value));
    }
}
