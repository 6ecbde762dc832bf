using System.Text.Json.Nodes;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class GoldenNetworkTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Golden.Cases("fully_connected.json").Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_gradients_and_running_statistics_are_those_of_pytorch(int index)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonNode golden = Golden.Cases("fully_connected.json")[index]!;
        using nn.Module<Tensor, Tensor> network = Build(golden);
        network.load_state_dict(Values(golden["weights"]!).Concat(Values(golden["buffers_before"]!)).ToDictionary());
        network.train(golden["mode"]!.GetValue<string>() == "train");
        JsonNode input = golden["inputs"] is JsonArray list ? list[0]! : golden["inputs"]!.AsObject().First().Value!;

        Tensor output = network.call(input.AsTensor());
        Tensor loss = (output * linspace(0.5, 1.5, output.numel()).view_as(output)).sum();
        loss.backward();

        Golden.AssertClose(golden["outputs"]!["out"]!.AsTensor(), output.detach(), 1e-5, 1e-6, "output");
        Assert.Equal(golden["loss_value"]!.GetValue<double>(), loss.ToDouble(), 1e-5);
        foreach ((string name, Tensor gradient) in Values(golden["gradients"]!))
        {
            Golden.AssertClose(gradient, network.get_parameter(name)!.grad!, 1e-5, 1e-6, "gradient of " + name);
        }
        foreach ((string name, Tensor expected) in Values(golden["buffers_after"]!))
        {
            Golden.AssertClose(expected, network.get_buffer(name)!, 1e-5, 1e-6, name);
        }
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Values(JsonNode node) =>
        node.AsObject().Select(entry => KeyValuePair.Create(entry.Key, entry.Value!.AsTensor()));

    // The networks of the vectors, put together from their weights' names: "dnn", then the number of the layer, then the number of the part.
    private static nn.Module<Tensor, Tensor> Build(JsonNode golden)
    {
        JsonObject weights = golden["weights"]!.AsObject();
        string[] activations = [.. golden["config"]!["activations"]!.AsArray().Select(name => name!.GetValue<string>())];
        Sequential dnn = nn.Sequential(Array.Empty<(string, nn.Module<Tensor, Tensor>)>());
        foreach (IGrouping<int, string> layer in weights.Select(entry => entry.Key).GroupBy(name => int.Parse(name.Split('.')[1])))
        {
            Sequential parts = nn.Sequential(Array.Empty<(string, nn.Module<Tensor, Tensor>)>());
            bool skips = false;
            foreach (string path in layer.Where(name => name.EndsWith(".weight", StringComparison.Ordinal)))
            {
                long[] shape = [.. weights[path]!["shape"]!.AsArray().Select(extent => extent!.GetValue<long>())];
                string[] segments = path.Split('.');
                skips |= segments.Contains("module");
                parts.append(segments[skips ? 3 : 2], shape.Length == 2
                    ? nn.Linear(shape[1], shape[0])
                    : path.Contains("vanilla", StringComparison.Ordinal)
                        ? nn.Sequential(("vanilla", nn.BatchNorm1d(shape[0])))
                        : nn.LayerNorm(shape[0]));
            }
            parts.append("activation", Activation(activations[layer.Key]));
            dnn.append(layer.Key.ToString(), skips ? new Skip(parts) : parts);
        }
        return nn.Sequential(("dnn", dnn));
    }

    private static nn.Module<Tensor, Tensor> Activation(string name) => name switch
    {
        "relu" => nn.ReLU(),
        "tanh" => nn.Tanh(),
        "leaky_relu" => nn.LeakyReLU(),
        "sigmoid" => nn.Sigmoid(),
        "softplus" => nn.Softplus(),
        "linear" => nn.Identity(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such activation"),
    };

    private sealed class Skip : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> module;

        internal Skip(nn.Module<Tensor, Tensor> module)
            : base(nameof(Skip))
        {
            this.module = module;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => module.call(input) + input;
    }
}
