using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>Every row normalized to mean 0 and variance 1 over its width, then scaled and shifted by learned values.</summary>
public sealed class LayerNormalization
{
    private readonly long[] _width;
    private readonly int _weight;
    private readonly int _bias;

    public LayerNormalization(int width, ParameterDeclaration parameters, string prefix)
    {
        _width = [width];
        _weight = parameters.Parameter($"{prefix}weight", _width, 1, 0);
        _bias = parameters.Parameter($"{prefix}bias", _width, 0, 0);
    }

    /// <summary>[N, width] → [N, width].</summary>
    public Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.layer_norm(input, _width, pass.Parameter(_weight), pass.Parameter(_bias), eps: 1e-5);
}
