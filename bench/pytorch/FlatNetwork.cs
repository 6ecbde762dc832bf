using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Bench.PyTorch;

/// <summary>A multilayer perceptron whose weights are views of one vector, and whose gradients are views of another.</summary>
internal sealed class FlatNetwork
{
    private readonly (Parameter Weight, Parameter Bias)[] layers;

    internal FlatNetwork(int[] sizes)
    {
        Linear[] initial = [.. sizes.Zip(sizes.Skip(1), (width, height) => nn.Linear(width, height))];
        Flat = new Parameter(nn.utils.parameters_to_vector(initial.SelectMany(layer => layer.parameters())).detach());
        Flat.grad = zeros_like(Flat);
        long position = 0;
        layers = [.. initial.Select(layer => (View(layer.weight.shape), View(layer.bias!.shape)))];

        Parameter View(long[] shape)
        {
            long length = shape.Aggregate(1L, (product, extent) => product * extent);
            var view = new Parameter(Flat.detach().narrow(0, position, length).view(shape).detach());
            view.grad = Flat.grad!.narrow(0, position, length).view(shape);
            position += length;
            return view;
        }
    }

    /// <summary>All weights, with all gradients.</summary>
    internal Parameter Flat { get; }

    internal Tensor Forward(Tensor input)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            input = F.linear(input, layers[i].Weight, layers[i].Bias);
            if (i < layers.Length - 1)
            {
                // In place: nothing else reads the layer's sum, and its derivative needs only the result.
                input = input.relu_();
            }
        }
        return input;
    }
}
