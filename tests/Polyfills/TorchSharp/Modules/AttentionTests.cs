using System.Text.Json.Nodes;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class AttentionTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("padding")]
    [InlineData("mask")]
    public void Outputs_weights_and_gradients_are_those_of_pytorch(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonNode golden = Case(name);
        using MultiheadAttention attention = nn.MultiheadAttention(4, 2);
        attention.load_state_dict(Values(golden["weights"]!));
        Tensor padding = tensor(new[,] { { false, false, false, false, false }, { false, false, false, true, true } });
        Tensor mask = full([3, 5], double.NegativeInfinity).triu(2);

        (Tensor output, Tensor? weights) = attention.call(
            golden["query"]!.AsTensor(),
            golden["key"]!.AsTensor(),
            golden["value"]!.AsTensor(),
            name == "padding" ? padding : null,
            true,
            name == "mask" ? mask : null);
        output.pow(2).sum().backward();

        Golden.AssertClose(golden["output"]!.AsTensor(), output.detach(), 1e-5, 1e-6, "output");
        Golden.AssertClose(golden["attention"]!.AsTensor(), weights!.detach(), 1e-5, 1e-6, "weights");
        foreach ((string parameter, Tensor gradient) in Values(golden["gradients"]!))
        {
            Golden.AssertClose(gradient, attention.get_parameter(parameter)!.grad!, 1e-4, 1e-5, parameter);
        }
    }

    [Theory]
    [InlineData(nn.Activations.ReLU, "layer relu")]
    [InlineData(nn.Activations.GELU, "layer gelu")]
    public void An_encoder_layer_computes_what_pytorchs_does(nn.Activations activation, string name)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonNode golden = Case(name);
        using TransformerEncoderLayer layer = nn.TransformerEncoderLayer(4, 2, 6, 0, activation);
        layer.load_state_dict(Values(golden["weights"]!));

        Golden.AssertClose(golden["output"]!.AsTensor(), layer.call(golden["query"]!.AsTensor()).detach(), 1e-4, 1e-5, name);
    }

    [Fact]
    public void An_encoder_repeats_copies_of_its_layer()
    {
        using DisposeScope scope = NewDisposeScope();
        using TransformerEncoderLayer layer = nn.TransformerEncoderLayer(4, 2, 6, 0);
        using TransformerEncoder encoder = nn.TransformerEncoder(layer, 2);
        Tensor input = randn(5, 2, 4);

        Assert.True(encoder.call(input).allclose(layer.call(layer.call(input)), atol: 1e-6));
        Assert.Equal(24, encoder.parameters().Count());
        Assert.True(encoder.has_parameter("layers.1.self_attn.in_proj_weight"));
    }

    [Fact]
    public void Weights_come_only_when_asked_for_and_widths_must_divide()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiheadAttention attention = nn.MultiheadAttention(4, 2);
        Tensor input = randn(3, 1, 4);

        Assert.Null(attention.call(input, input, input, null, false, null).Item2);
        Assert.Equal([1, 3, 3], attention.call(input, input, input).Item2!.shape);
        Assert.Throws<ArgumentException>(() => nn.MultiheadAttention(5, 2));
        Assert.Throws<NotSupportedException>(() => nn.MultiheadAttention(4, 2, kdim: 3));
    }

    private static JsonNode Case(string name) => Golden.Cases("attention.json").Single(entry => entry!["case"]!.GetValue<string>() == name)!;

    private static Dictionary<string, Tensor> Values(JsonNode node) =>
        node.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.AsTensor());
}
