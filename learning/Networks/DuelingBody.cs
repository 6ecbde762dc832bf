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
        _actions = architecture.Actions;
        _values = architecture.ValuesPerAction;
        var activation = architecture.Activations[^1];
        _shared = new(architecture.Trunk(), parameters, $"{prefix}shared.");
        _advantage = new(Stream(representation, activation, architecture.Outputs), parameters, $"{prefix}advantage.");
        _value = new(Stream(representation, activation, _values), parameters, $"{prefix}value.");
    }

    public override Tensor Forward(Tensor input, ForwardPass pass) => Finish(_shared.Forward(input, pass), pass);

    internal override Tensor Finish(Tensor trunk, ForwardPass pass)
    {
        var value = _value.Forward(trunk, pass);
        var advantage = _advantage.Forward(trunk, pass);

        // Q = V + A − mean A; without the mean, V and A could drift apart by any constant.
        var centred = advantage - advantage.mean([1], keepdim: true);
        return _values == 1
            ? value + centred
            : (value.unsqueeze(1) + centred.view(-1, _actions, _values)).view(-1, _actions * _values);
    }

    private static FullyConnectedArchitecture Stream(int representation, Activation activation, int outputs) =>
        FullyConnectedArchitecture.Of(representation, [representation / 2], [activation], outputs);
}
