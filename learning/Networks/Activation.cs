using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>What is applied to the output of a layer.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x where positive, else 0.01 x.</summary>
    LeakyRelu,

    /// <summary>tanh x, in (−1, 1).</summary>
    Tanh,

    /// <summary>1 / (1 + e^−x), in (0, 1).</summary>
    Sigmoid,

    /// <summary>ln(1 + e^x), positive.</summary>
    Softplus,
}

/// <summary>What the activations compute.</summary>
public static class Activations
{
    /// <summary>
    /// Factor by which weights are initialized wider so that the variance of a signal survives the activation (He et al., 2015):
    /// √2 for relu, √(2/(1 + 0.01²)) for leaky relu, 5/3 for tanh, 1 for the others.
    /// </summary>
    public static double Gain(this Activation activation) => activation switch
    {
        Activation.Relu => Math.Sqrt(2),
        Activation.LeakyRelu => Math.Sqrt(2 / (1 + (0.01 * 0.01))),
        Activation.Tanh => 5.0 / 3,
        _ => 1,
    };

    /// <summary>
    /// The activation of every element. <paramref name="input"/> must be a fresh result that nobody else reads: it may be overwritten.
    /// </summary>
    public static Tensor Apply(this Activation activation, Tensor input) => activation switch
    {
        Activation.Linear => input,
        Activation.Relu => nn.functional.relu(input, inplace: true),
        Activation.LeakyRelu => nn.functional.leaky_relu(input, 0.01),
        Activation.Tanh => nn.functional.tanh(input),
        Activation.Sigmoid => nn.functional.sigmoid(input),
        Activation.Softplus => nn.functional.softplus(input),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not an activation."),
    };
}
