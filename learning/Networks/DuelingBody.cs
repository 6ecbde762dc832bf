using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>The computation of a <see cref="DuelingArchitecture"/>.</summary>
public sealed class DuelingBody : NetworkBody
{
    private readonly FullyConnectedBody _shared;
    private readonly FullyConnectedBody _advantage;
    private readonly FullyConnectedBody _value;
    private readonly int _actions;
    private readonly int _values;

    public DuelingBody(DuelingArchitecture architecture, ParameterDeclaration parameters, string prefix)
    {
        var representation = architecture.Shared[^1];
        var activations = architecture.Activations.AsSpan();
        _actions = architecture.Actions;
        _values = architecture.ValuesPerAction;
        _shared = new(
            FullyConnectedArchitecture.Of(architecture.InputWidth, architecture.Shared.AsSpan()[..^1], activations[..^1], representation),
            parameters,
            $"{prefix}shared.");
        _advantage = new(Stream(representation, activations[^1], architecture.Outputs), parameters, $"{prefix}advantage.");
        _value = new(Stream(representation, activations[^1], _values), parameters, $"{prefix}value.");
    }

    public override Tensor Forward(Tensor input, ForwardPass pass)
    {
        var representation = _shared.Forward(input, pass);
        var value = _value.Forward(representation, pass);
        var advantage = _advantage.Forward(representation, pass);

        // Q = V + A − mean A; without the mean, V and A could drift apart by any constant.
        var centred = advantage - advantage.mean([1], keepdim: true);
        return _values == 1
            ? value + centred
            : (value.unsqueeze(1) + centred.view(-1, _actions, _values)).view(-1, _actions * _values);
    }

    private static FullyConnectedArchitecture Stream(int representation, Activation activation, int outputs) =>
        FullyConnectedArchitecture.Of(representation, [representation / 2], [activation], outputs);
}
