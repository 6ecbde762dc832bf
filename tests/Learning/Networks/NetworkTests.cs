using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Golden;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Networks;

public sealed class NetworkTests
{
    private static readonly FullyConnectedArchitecture Wide = FullyConnectedArchitecture.Of(400, [600], [Activation.Relu], 50);

    [Fact]
    public void First_weights_are_drawn_with_the_gain_of_their_activation_and_biases_are_zero()
    {
        using var network = Network.Create("q", Wide, seed: 5, CPU);
        var hidden = GoldenWeights.Read(network.Parameters[0]);
        var output = GoldenWeights.Read(network.Parameters[2]);
        Assert.Equal(Math.Sqrt(2.0 / 400), Deviation(hidden), 4);
        Assert.Equal(Math.Sqrt(1.0 / 600), Deviation(output), 3);
        Assert.Equal(0, hidden.Average(), 3);
        Assert.All(GoldenWeights.Read(network.Parameters[1]), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void First_weights_follow_from_seed_and_name_alone()
    {
        double[] Values(string name, ulong seed)
        {
            using var network = Network.Create(name, Wide, seed, CPU);
            return GoldenWeights.Read(network.Parameters.Values);
        }

        manual_seed(1);
        var first = Values("q", 5);
        manual_seed(2);
        Assert.Equal(first, Values("q", 5));
        Assert.NotEqual(first, Values("q", 6));
        Assert.NotEqual(first, Values("r", 5));
    }

    [Fact]
    public void A_target_starts_equal_and_follows_only_when_told()
    {
        using var network = Network.Create("q", FullyConnectedArchitecture.Of(2, [], [], 2), seed: 5, CPU);
        using var target = network.Target();
        var before = GoldenWeights.Read(target.Parameters.Values);
        Assert.Equal(GoldenWeights.Read(network.Parameters.Values), before);
        using (no_grad())
        {
            network.Parameters.Values.add_(1);
        }

        Assert.Equal(before, GoldenWeights.Read(target.Parameters.Values));
        target.Parameters.Follow(network.Parameters, 0.25);
        Near.Equal("a quarter of the way", [.. before.Select(value => value + 0.25)], GoldenWeights.Read(target.Parameters.Values), 0, 1e-6);
        target.Parameters.Follow(network.Parameters, 1);
        Assert.Equal(GoldenWeights.Read(network.Parameters.Values), GoldenWeights.Read(target.Parameters.Values));
    }

    [Fact]
    public void An_input_of_the_wrong_width_is_explained()
    {
        using var network = Network.Create("q_network", Wide, seed: 5, CPU);
        using var input = zeros(3, 7);
        var message = Assert.Throws<ArgumentException>(() => network.Forward(input)).Message;
        Assert.Contains("'q_network' takes [N, 400]", message, StringComparison.Ordinal);
        Assert.Contains("[3, 7]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_drops_in_training_alone_and_keeps_the_mean()
    {
        using var scope = NewDisposeScope();
        var architecture = FullyConnectedArchitecture.Of(1, [4000], [Activation.Linear], 1) with { Dropout = 0.3 };
        using var network = Network.Create("q", architecture, seed: 5, CPU);
        using (no_grad())
        {
            network.Parameters.Values.fill_(1.0 / 4000);
        }

        var input = ones(1, 1);
        var kept = network.Evaluate(input).item<float>();
        Assert.Equal(kept, network.Evaluate(input).item<float>());
        var dropped = network.Forward(input).item<float>();
        Assert.NotEqual(dropped, network.Forward(input).item<float>());
        Assert.Equal(kept, dropped, 0.05 * kept);
    }

    [Fact]
    public void Other_structures_may_read_the_same_values_if_they_declare_the_same_parameters()
    {
        using var scope = NewDisposeScope();
        using var network = Network.Create("q", FullyConnectedArchitecture.Of(2, [3], [Activation.Relu], 2), seed: 5, CPU);
        var squashed = network.ReadAs(FullyConnectedArchitecture.Of(2, [3], [Activation.Relu], 2, Activation.Tanh));
        var input = ones(1, 2);
        var expected = GoldenWeights.Read(network.Evaluate(input).tanh());
        Near.Equal("tanh of the output", expected, GoldenWeights.Read(squashed.Evaluate(input)), 1e-6, 1e-7);
        Assert.Throws<ArgumentException>(() => network.ReadAs(FullyConnectedArchitecture.Of(2, [4], [Activation.Relu], 2)));
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
