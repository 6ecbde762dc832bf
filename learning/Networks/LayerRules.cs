using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Rules that every list of layers obeys.</summary>
internal static class LayerRules
{
    /// <summary>Problems of <c>sizes</c> and <c>activations</c> in a configuration.</summary>
    public static IEnumerable<ConfigProblem> Check(ImmutableArray<int> sizes, ImmutableArray<Activation> activations)
    {
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 1)
            {
                yield return new($"sizes[{i}]", $"A layer has at least 1 neuron, not {sizes[i]}.");
            }
        }

        if (sizes.Length != activations.Length)
        {
            yield return new(
                "activations",
                $"There are {sizes.Length} sizes and {activations.Length} activations. " +
                "Give one activation per size: linear, relu, leaky_relu, tanh, sigmoid or softplus.");
        }
    }
}
