using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Golden;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Networks;

/// <summary>Outputs and gradients of networks, as the reference computes them.</summary>
public sealed class NetworkGoldenTests
{
    private static readonly JsonElement Cases = GoldenFile.Read("networks/forward_backward.json").GetProperty("cases");

    public static IEnumerable<object[]> Names =>
        Cases.EnumerateArray().Select((entry, index) => new object[] { index, entry.GetProperty("name").GetString()! });

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_gradients_are_those_of_the_reference(int index, string name)
    {
        var golden = Cases[index];
        using var network = Network.Create("network", Architecture(golden, name), seed: 1, CPU);
        GoldenWeights.Put(golden.GetProperty("weights"), "", network.Parameters);
        PutStatistics(golden.GetProperty("buffers_before"), network);
        using var scope = NewDisposeScope();
        var input = GoldenTensor.Of(golden.GetProperty("inputs")[0]);
        var learning = golden.GetProperty("mode").GetString() == "train";
        var state = tensor(input.Floats, input.Shape);
        var output = learning ? network.Forward(state) : network.Evaluate(state);
        Near.Equal("output", GoldenTensor.Of(golden.GetProperty("outputs").GetProperty("out")).Data, GoldenWeights.Read(output), 1e-5, 1e-6);
        if (learning)
        {
            network.Parameters.ZeroGradient();
            (output.flatten() * linspace(0.5, 1.5, output.numel())).sum().backward();
            var expected = GoldenWeights.Flat(golden.GetProperty("gradients"), "", network.Parameters);
            Near.Equal("gradient", expected, GoldenWeights.Read(network.Parameters.Gradient!), 1e-4, 2e-6);
        }

        Near.Equal("statistics", Statistics(golden.GetProperty("buffers_after")), GoldenWeights.Read(network.Statistics.Values), 1e-5, 1e-6);
    }

    private static double[] Statistics(JsonElement buffers) =>
    [
        .. buffers.EnumerateObject()
            .Where(buffer => !buffer.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .SelectMany(buffer => GoldenTensor.Of(buffer.Value).Data),
    ];

    private static void PutStatistics(JsonElement buffers, Network network)
    {
        using var scope = NewDisposeScope();
        network.Statistics.Values.copy_(tensor(Array.ConvertAll(Statistics(buffers), value => (float)value)));
    }

    private static NetworkArchitecture Architecture(JsonElement golden, string name)
    {
        var config = golden.GetProperty("config");
        var weights = golden.GetProperty("weights").EnumerateObject().Select(weight => GoldenTensor.Of(weight.Value).Shape);
        var shapes = weights.Where(shape => shape.Length == 2).ToArray();
        if (name.StartsWith("Dueling", StringComparison.Ordinal))
        {
            var values = config.TryGetProperty("num_atoms", out var atoms) ? atoms.GetInt32() : 1;
            return new DuelingArchitecture
            {
                InputWidth = 5,
                Shared = [7, 4],
                Activations = [Activation.Relu, values == 1 ? Activation.Tanh : Activation.Relu],
                Actions = 3,
                ValuesPerAction = values,
            };
        }

        ImmutableArray<int> layers = [(int)shapes[0][1], .. shapes.Select(shape => (int)shape[0])];
        bool Flag(string key) => config.TryGetProperty(key, out var flag) && flag.GetBoolean();
        return new FullyConnectedArchitecture
        {
            Layers = layers,
            Activations = config.TryGetProperty("activations", out var given) && given.ValueKind == JsonValueKind.Array
                ? [.. given.EnumerateArray().Select(GoldenConfig.ActivationOf)]
                : name switch
                {
                    "FullyConnectedNetwork layer norm" => [Activation.Relu, Activation.Tanh, Activation.Linear],
                    "FullyConnectedNetwork layer norm normalize_output" => [Activation.Relu, Activation.Tanh, Activation.Relu],
                    _ => [.. Enumerable.Repeat(Activation.Relu, layers.Length - 2), Activation.Linear],
                },
            BatchNorm = Flag("use_batch_norm"),
            LayerNorm = Flag("use_layer_norm"),
            NormalizeOutput = Flag("normalize_output"),
            SkipConnections = Flag("use_skip_connections"),
        };
    }
}
