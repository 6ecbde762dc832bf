using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The weights of a stack of recurrent layers under PyTorch's names, in the order in which libtorch takes them.</summary>
internal static class RecurrentWeights
{
    /// <param name="gates">How many gates a cell has: 4 in an LSTM, 3 in a GRU.</param>
    /// <param name="inputSize">The width of the input.</param>
    /// <param name="hiddenSize">The width of the hidden state.</param>
    /// <param name="layers">How many layers are stacked.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="directions">2 when every layer also runs backwards.</param>
    /// <param name="device">Where the weights go.</param>
    /// <param name="dtype">Their element type.</param>
    internal static IEnumerable<(string Name, Parameter Weight)> Make(
        int gates, long inputSize, long hiddenSize, long layers, bool bias, int directions, Device? device, ScalarType? dtype)
    {
        for (long layer = 0; layer < layers; layer++)
        {
            for (int direction = 0; direction < directions; direction++)
            {
                string suffix = $"_l{layer}{(direction == 1 ? "_reverse" : string.Empty)}";
                long width = layer == 0 ? inputSize : hiddenSize * directions;
                yield return ("weight_ih" + suffix, Uniform([gates * hiddenSize, width], hiddenSize, device, dtype));
                yield return ("weight_hh" + suffix, Uniform([gates * hiddenSize, hiddenSize], hiddenSize, device, dtype));
                if (bias)
                {
                    yield return ("bias_ih" + suffix, Uniform([gates * hiddenSize], hiddenSize, device, dtype));
                    yield return ("bias_hh" + suffix, Uniform([gates * hiddenSize], hiddenSize, device, dtype));
                }
            }
        }
    }

    internal static Parameter Uniform(long[] shape, long hiddenSize, Device? device, ScalarType? dtype)
    {
        double bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
        return empty(shape, dtype, device).uniform_(-bound, bound).AsParameter().DetachFromDisposeScope();
    }

    /// <summary>Refuses what is neither one sequence nor a batch of them.</summary>
    internal static bool IsOneSequence(Tensor input) => input.ndim switch
    {
        2 => true,
        3 => false,
        var rank => throw new ArgumentException(
            $"A recurrent layer takes a sequence [T, in] or a batch of sequences, but the input has {rank} dimensions."),
    };
}
