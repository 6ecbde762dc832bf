using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>
/// The computation of a <see cref="FullyConnectedArchitecture"/>: per layer [batch norm] → linear → [layer norm] → activation → [dropout].
/// </summary>
public sealed class FullyConnectedBody : NetworkBody
{
    private readonly Layer[] _layers;

    public FullyConnectedBody(FullyConnectedArchitecture architecture, ParameterDeclaration parameters, string prefix)
    {
        _layers = new Layer[architecture.Layers.Length - 1];
        for (var i = 0; i < _layers.Length; i++)
        {
            var normalizesOutput = i < _layers.Length - 1 || architecture.NormalizeOutput;
            var (inputs, outputs) = (architecture.Layers[i], architecture.Layers[i + 1]);
            var name = $"{prefix}{i}.";
            _layers[i] = new(
                architecture.BatchNorm ? new BatchNormalization(inputs, parameters, $"{name}batch_norm.") : null,
                new LinearLayer(inputs, outputs, architecture.Activations[i], parameters, name),
                architecture.LayerNorm && normalizesOutput ? new LayerNormalization(outputs, parameters, $"{name}layer_norm.") : null,
                architecture.Activations[i],
                normalizesOutput ? architecture.Dropout : 0,
                architecture.SkipConnections && inputs == outputs);
        }
    }

    public override Tensor Forward(Tensor input, ForwardPass pass)
    {
        foreach (var layer in _layers)
        {
            input = layer.Forward(input, pass);
        }

        return input;
    }

    private sealed record Layer(
        BatchNormalization? BatchNorm, LinearLayer Linear, LayerNormalization? LayerNorm, Activation Activation, double Dropout, bool Skip)
    {
        public Tensor Forward(Tensor input, ForwardPass pass)
        {
            var output = Linear.Forward(BatchNorm?.Forward(input, pass) ?? input, pass);
            output = Activation.Apply(LayerNorm?.Forward(output, pass) ?? output);
            if (Dropout > 0 && pass.Learning)
            {
                // Kept neurons are scaled up, so that the network needs no correction when it is used.
                output = output * pass.Network.Noise.Keep(Dropout, output.shape) / (1 - Dropout);
            }

            return Skip ? input + output : output;
        }
    }
}
