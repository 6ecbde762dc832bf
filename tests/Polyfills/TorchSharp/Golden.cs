using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests;

/// <summary>Values computed by PyTorch 1.13, stored as {shape, dtype, data}.</summary>
internal static class Golden
{
    internal static JsonArray Cases(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", file)))!["cases"]!.AsArray();

    internal static Tensor AsTensor(this JsonNode node)
    {
        long[] shape = [.. node["shape"]!.AsArray().Select(extent => extent!.GetValue<long>())];
        JsonArray data = node["data"]!.AsArray();
        return node["dtype"]!.GetValue<string>() switch
        {
            "f32" => tensor([.. data.Select(value => value!.GetValue<float>())], shape),
            "f64" => tensor([.. data.Select(value => value!.GetValue<double>())], shape),
            "i64" => tensor([.. data.Select(value => value!.GetValue<long>())], shape),
            var type => throw new InvalidDataException($"No golden tensor of type '{type}' was expected."),
        };
    }

    internal static void AssertClose(Tensor expected, Tensor actual, double relative, double absolute, string what) => Assert.True(
        expected.allclose(actual, relative, absolute),
        $"{what}: expected {expected.cstr("g9")}, got {actual.cstr("g9")}, largest difference {(expected - actual).abs().max().ToDouble():g3}");
}
