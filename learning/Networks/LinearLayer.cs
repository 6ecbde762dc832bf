using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>x Wᵀ + b. Weights start as N(0, gain² / inputs), biases as 0.</summary>
public sealed class LinearLayer
{
    private readonly int _weight;
    private readonly int _bias;

    public LinearLayer(int inputs, int outputs, Activation activation, ParameterDeclaration parameters, string prefix)
    {
        _weight = parameters.Parameter($"{prefix}weight", [outputs, inputs], 0, activation.Gain() * Math.Sqrt(1.0 / inputs));
        _bias = parameters.Parameter($"{prefix}bias", [outputs], 0, 0);
    }

    /// <summary>[N, inputs] → [N, outputs].</summary>
    public Tensor Forward(Tensor input, ForwardPass pass) => nn.functional.linear(input, pass.Parameter(_weight), pass.Parameter(_bias));
}
