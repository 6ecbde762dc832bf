using System.Text.Json;
using ReAgent.Learning.Networks;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>
/// Puts reference weights into networks and compares them. Tensors are matched by their order within a network, and by shape.
/// </summary>
public static class GoldenWeights
{
    /// <summary>The reference tensors of one network, flat and in order.</summary>
    public static double[] Flat(JsonElement weights, string network, FlatParameters parameters)
    {
        var tensors = weights.EnumerateObject()
            .Where(property => property.Name.StartsWith(network, StringComparison.Ordinal))
            .Select(property => GoldenTensor.Of(property.Value))
            .ToArray();
        Assert.Equal(parameters.Slots.Select(slot => string.Join("x", slot.Shape)), tensors.Select(tensor => string.Join("x", tensor.Shape)));
        return [.. tensors.SelectMany(tensor => tensor.Data)];
    }

    public static void Put(JsonElement weights, string network, FlatParameters parameters)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        parameters.Values.copy_(tensor(Array.ConvertAll(Flat(weights, network, parameters), value => (float)value)));
    }

    public static double[] Read(Tensor values) => Array.ConvertAll(values.detach().data<float>().ToArray(), value => (double)value);
}
