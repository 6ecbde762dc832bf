using System.Text.Json;
using System.Text.Json.Nodes;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Optimizers;

/// <summary>Eight steps of every optimizer on given gradients, as the reference takes them.</summary>
/// <remarks>Without NAdam: the reference's library multiplies the product of momenta by one momentum too many, which later versions of it
/// corrected.</remarks>
public sealed class OptimizerGoldenTests
{
    private static readonly JsonElement Cases = GoldenFile.Read("optimizer/optimizers.json").GetProperty("cases");

    public static IEnumerable<object[]> Names => Cases.EnumerateArray()
        .Select((entry, index) => new object[] { index, entry.GetProperty("optimizer").GetString()! })
        .Where(row => (string)row[1] != "NAdam");

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_are_those_of_the_reference(int index, string name)
    {
        var golden = Cases[index];
        var options = GoldenOptimizer.Of(name, JsonNode.Parse(golden.GetProperty("config").GetRawText())!.AsObject());
        Assert.Equal(golden.GetProperty("defaults").GetProperty("lr").GetDouble(), options.Lr);
        using var parameters = new FlatParameters([new("values", [12], 0, 0)], CPU, learns: true);
        Fill(parameters.Values, golden.GetProperty("initial"));
        using var optimizer = new FlatOptimizer("optimizer", parameters, options);
        foreach (var (step, number) in golden.GetProperty("steps").EnumerateArray().Select((step, number) => (step, number)))
        {
            Fill(parameters.Gradient!, step.GetProperty("gradients"));
            optimizer.Step();
            Near.Equal($"{name} after step {number + 1}", Flat(step.GetProperty("parameters")), GoldenWeights.Read(parameters.Values), 1e-5, 1e-6);
        }
    }

    private static double[] Flat(JsonElement tensors) => [.. tensors.EnumerateArray().SelectMany(entry => GoldenTensor.Of(entry).Data)];

    private static void Fill(Tensor target, JsonElement tensors)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        target.copy_(tensor(Array.ConvertAll(Flat(tensors), value => (float)value)));
    }
}
