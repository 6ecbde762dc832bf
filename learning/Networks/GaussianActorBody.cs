using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>The computation of a <see cref="GaussianActorArchitecture"/>.</summary>
public sealed class GaussianActorBody : NetworkBody
{
    // Narrower is too sure of itself to explore or to be judged; wider is uniform once squashed.
    private const double LeastLogScale = -2;
    private const double GreatestLogScale = 2;

    private readonly FullyConnectedBody _layers;
    private readonly LayerNormalization? _locationNorm;
    private readonly LayerNormalization? _scaleNorm;
    private readonly int _width;

    public GaussianActorBody(GaussianActorArchitecture architecture, ParameterDeclaration parameters, string prefix)
    {
        _width = architecture.Outputs / 2;
        _layers = new(architecture.Trunk(), parameters, prefix);
        if (architecture.LayerNorm)
        {
            _locationNorm = new(_width, parameters, $"{prefix}location_norm.");
            _scaleNorm = new(_width, parameters, $"{prefix}scale_norm.");
        }
    }

    public override Tensor Forward(Tensor input, ForwardPass pass) => Finish(_layers.Forward(input, pass), pass);

    internal override Tensor Finish(Tensor trunk, ForwardPass pass)
    {
        var location = trunk.narrow(1, 0, _width);
        var logScale = trunk.narrow(1, _width, _width);
        return cat(
            [
                _locationNorm?.Forward(location, pass) ?? location,
                (_scaleNorm?.Forward(logScale, pass) ?? logScale).clamp(LeastLogScale, GreatestLogScale),
            ],
            1);
    }
}
